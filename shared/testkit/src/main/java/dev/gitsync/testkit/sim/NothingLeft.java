package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.testkit.sim.Violation.Kind;

/** Nothing waits, nothing is held, nothing fails. */
record NothingLeft(Rest rest, WorkspaceId workspace) {

  void check() {
    LinkState state = rest.link(workspace).state();
    expect(rest.world().store().waiting(workspace, 1).isEmpty(), "changes wait");
    expect(state.resync().isEmpty(), "a resync waits");
    expect(
        state.heldUntil().filter(it -> it.isAfter(rest.world().now())).isEmpty(),
        "the link is held");
    expect(
        state.lastRead().equals(rest.world().git().tip()),
        "the workspace has not read up to the tip");
    if (!state.failures().isEmpty()) {
      rest.ledger()
          .report(Kind.STALE_FAILURE, workspace + " shows failures: " + state.failures().keySet());
    }
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      rest.ledger().report(Kind.LEFT_WAITING, workspace + ": " + otherwise + ".");
    }
  }
}
