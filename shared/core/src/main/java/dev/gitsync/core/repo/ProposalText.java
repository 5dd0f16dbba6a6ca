package dev.gitsync.core.repo;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a pull request of ours says.
 *
 * @param body Markdown. It ends with the trailers of the changes that it lists, out of sight: hosts
 *     may put it into the message of the commit that merges it
 */
public record ProposalText(String title, String body) {

  /** How many changes are listed: hosts do not take long texts. */
  static final int MOST = 20;

  private static final String MEANT =
      """

      Merge it, squash it or rebase it, as you like: Git Sync finds out by itself what has arrived. \
      What is edited in the workspace meanwhile is added to this branch, and what others commit to \
      it stays. If you close the pull request instead, its changes wait until it is reopened or \
      somebody asks for another one.
      """;

  /** The text for some changes; for none, it is about the manifest alone. */
  public static ProposalText of(WorkspaceId workspace, List<Change> changes) {
    return new ProposalText(title(workspace, changes), body(workspace, changes));
  }

  /** A sum over the text, by which it can be told whether it was said before. */
  public String sum() {
    return UUID.nameUUIDFromBytes((title + "\n" + body).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static String title(WorkspaceId workspace, List<Change> changes) {
    return switch (changes.size()) {
      case 0 -> "Update the manifest of " + workspace;
      case 1 -> CommitMessage.subject(changes.getFirst());
      default -> "Sync %d changes of workspace %s".formatted(changes.size(), workspace);
    };
  }

  private static String body(WorkspaceId workspace, List<Change> changes) {
    List<Change> listed = changes.stream().limit(MOST).toList();
    String lines = listed.stream().map(ProposalText::line).collect(Collectors.joining());
    int more = changes.size() - listed.size();
    return "What was edited in workspace `%s`:\n\n".formatted(workspace)
        + (changes.isEmpty() ? "- the list of its sources and destinations\n" : lines)
        + (more > 0 ? "- and %d more\n".formatted(more) : "")
        + MEANT
        + "\n<!--\n"
        + new Trailers(workspace, listed.stream().map(Change::id).toList()).text()
        + "-->\n";
  }

  /** In code, so that no name becomes a link, or calls somebody. */
  private static String line(Change change) {
    return "- %s by %s\n"
        .formatted(code(CommitMessage.subject(change)), code(change.author().name()));
  }

  private static String code(String text) {
    return "`"
        + text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip().replace('`', '\'').replace("--", "- -")
        + "`";
  }
}
