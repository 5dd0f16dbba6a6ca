package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Hints;

/** Hints behind a gate. */
record GatedHints(Hints hints, Gate gate) implements Hints {

  @Override
  public void outbound(WorkspaceId workspace) {
    send(() -> hints.outbound(workspace));
  }

  @Override
  public void inbound(WorkspaceId workspace) {
    send(() -> hints.inbound(workspace));
  }

  @Override
  public void resync(WorkspaceId workspace) {
    send(() -> hints.resync(workspace));
  }

  @Override
  public void check(Link link, CheckTarget target) {
    send(() -> hints.check(link, target));
  }

  private void send(Runnable hint) {
    var _ =
        gate.call(
            PortCall.HINT,
            () -> {
              hint.run();
              return true;
            });
  }
}
