package dev.gitsync.core.repo;

import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What our commits say about themselves, in the last paragraph of the message as Git's own {@code
 * interpret-trailers} reads it. A rerun finds by them which changes are on the branch already.
 */
public record Trailers(WorkspaceId workspace, List<ChangeId> changes) {

  private static final String WORKSPACE = "Git-Sync-Workspace: ";
  private static final String DIRECTION = "Git-Sync-Direction: OUTBOUND";
  private static final String CHANGE = "Git-Sync-Change: ";

  public Trailers {
    changes = List.copyOf(changes);
  }

  /** The paragraph, with a line end after each line. */
  public String text() {
    return WORKSPACE
        + workspace
        + "\n"
        + DIRECTION
        + "\n"
        + changes.stream().map(id -> CHANGE + id + "\n").collect(Collectors.joining());
  }

  /** The trailers of a commit's message; empty where the commit is not ours. */
  public static Optional<Trailers> parse(String message) {
    List<String> lines = message.strip().lines().toList();
    int start = lines.lastIndexOf("") + 1;
    List<String> last = lines.subList(start, lines.size());
    return values(last, WORKSPACE)
        .findFirst()
        .flatMap(WorkspaceId::parse)
        .map(id -> new Trailers(id, values(last, CHANGE).flatMap(Trailers::change).toList()));
  }

  /**
   * The changes of a workspace that a message names anywhere: a host that squashes or merges puts
   * the messages of several commits, or what the pull request says, into one.
   */
  public static Set<ChangeId> named(String message, WorkspaceId workspace) {
    List<String> lines = message.lines().toList();
    return values(lines, WORKSPACE).anyMatch(workspace.value()::equals)
        ? values(lines, CHANGE).flatMap(Trailers::change).collect(Collectors.toSet())
        : Set.of();
  }

  private static Stream<ChangeId> change(String text) {
    return ChangeId.parse(text).stream();
  }

  private static Stream<String> values(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip());
  }
}
