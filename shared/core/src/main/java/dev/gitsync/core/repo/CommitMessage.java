package dev.gitsync.core.repo;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.plan.Finding;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Locale;

/** What our commits say. */
public final class CommitMessage {

  private static final int LONGEST_NAME = 50;

  private CommitMessage() {}

  /** {@code Update model "Stocking list"}, what was in conflict, and the trailers. */
  public static String of(Change change, List<Finding> findings) {
    return subject(change)
        + "\n\n"
        + reason(change)
        + conflicts(findings)
        + new Trailers(change.workspace(), List.of(change.id())).text();
  }

  /** {@code Update model "Stocking list"}. */
  static String subject(Change change) {
    return verb(change)
        + " "
        + change.ref().kind().singular()
        + " \""
        + shown(change.name())
        + "\"";
  }

  /** The message of the commit that merges the link's branch into one of ours. */
  public static String ofMerge(WorkspaceId workspace, String branch) {
    return "Merge branch '" + branch + "'\n\n" + new Trailers(workspace, List.of()).text();
  }

  private static String reason(Change change) {
    return switch (change.purpose()) {
      case Purpose.Edit edit -> "";
      case Purpose.Resolution(var field, var git) ->
          "Decides the conflict about %s.\n\n".formatted(shown(field.toString()));
      case Purpose.Restoration(var commit) ->
          "As it was at commit %s.\n\n".formatted(commit.abbreviated());
      case Purpose.Overwriting overwriting -> "As a full resync found it in the workspace.\n\n";
      case Purpose.Recreation recreation -> "Its deletion was not wanted.\n\n";
    };
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
    return switch (change.purpose()) {
      case Purpose.Restoration restoration when change.action() != Action.DELETE -> "Restore";
      case Purpose.Recreation recreation -> "Restore";
      default -> {
        String word = change.action().name();
        yield word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
      }
    };
  }

  private static String conflicts(List<Finding> findings) {
    var text = new StringBuilder();
    for (Finding finding : findings) {
      String field = shown(finding.conflict().fieldName());
      text.append(
          switch (finding.decision()) {
            case WORKSPACE -> "Overrides what the file said of %s.\n".formatted(field);
            case GIT -> "Leaves what the file says of %s.\n".formatted(field);
            case HELD -> "Leaves %s until somebody decides.\n".formatted(field);
          });
    }
    return text.isEmpty() ? "" : text.append('\n').toString();
  }

  static String shown(String name) {
    String line = name.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME - 3) + "..." : line;
  }
}
