package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Nothing waits, nothing is held, nothing fails. */
record NothingLeft(Rest rest, WorkspaceId workspace) {

  void check() {
    LinkState state = rest.link(workspace).state();
    List<Change> waiting = rest.world().store().waiting(workspace, Integer.MAX_VALUE);
    expect(waiting.stream().allMatch(this::mayWait), "changes wait");
    expect(state.resync().isEmpty(), "a resync waits");
    expect(
        state.heldUntil().filter(it -> it.isAfter(rest.world().now())).isEmpty(),
        "the link is held");
    expect(
        state.lastRead().equals(rest.world().git().tip()),
        "the workspace has not read up to the tip");
    expect(state.proposal().isEmpty() || !waiting.isEmpty(), "something is proposed still");
    if (!state.failures().isEmpty()) {
      rest.ledger()
          .report(Kind.STALE_FAILURE, workspace + " shows failures: " + state.failures().keySet());
    }
  }

  /** Where Git is to win, a file that nobody can read has to be mended first. */
  boolean mayWait(Change change) {
    RepoPath path = rest.link(workspace).layout().fileOf(change.ref());
    String content = rest.files().get(path);
    return content != null
        && rest.link(workspace).settings().policies().conflicts() != ConflictPolicy.WORKSPACE
        && ResourceFile.read(path, change.ref(), content.getBytes(StandardCharsets.UTF_8))
            instanceof ResourceFile.Broken;
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      rest.ledger().report(Kind.LEFT_WAITING, workspace + ": " + otherwise + ".");
    }
  }
}
