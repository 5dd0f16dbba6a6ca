package dev.gitsync.core.repo;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Locale;

/** What our commits say. */
public final class CommitMessage {

  private static final int LONGEST_NAME = 50;

  private CommitMessage() {}

  /** {@code Update model "Stocking list"}, what it overrode, and the trailers. */
  public static String of(Change change, List<Conflict> conflicts) {
    String subject =
        verb(change) + " " + change.ref().kind().singular() + " \"" + shown(change.name()) + "\"";
    return subject
        + "\n\n"
        + overridden(conflicts)
        + new Trailers(change.workspace(), List.of(change.id())).text();
  }

  /**
   * The message of the commit that a full resync makes.
   *
   * @param covered the changes that it carries along
   */
  public static String ofResync(WorkspaceId workspace, int files, List<Change> covered) {
    return "Resync workspace %s: %d %s\n\n%s"
        .formatted(
            workspace,
            files,
            files == 1 ? "file" : "files",
            new Trailers(workspace, covered.stream().map(Change::id).toList()).text());
  }

  /** The message of the commit that puts the manifest right. */
  public static String ofManifest(WorkspaceId workspace) {
    return "Update the manifest of "
        + workspace
        + "\n\n"
        + new Trailers(workspace, List.of()).text();
  }

  private static String verb(Change change) {
    String word = change.action().name();
    return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String overridden(List<Conflict> conflicts) {
    var text = new StringBuilder();
    for (Conflict conflict : conflicts) {
      text.append("Overrides what the file said of ")
          .append(shown(conflict.fieldName()))
          .append(".\n");
    }
    return text.isEmpty() ? "" : text.append('\n').toString();
  }

  private static String shown(String name) {
    String line = name.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME - 3) + "..." : line;
  }
}
