package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Hints;
import java.util.ArrayList;
import java.util.List;

/** Hints that were sent and not yet delivered, in no order that anybody may rely on. */
final class HintQueue implements Hints {

  /** More of one kind tell nothing new. */
  private static final int MOST = 12;

  /**
   * A hint.
   *
   * @param flow the name of the flow that is to look
   */
  record Hint(String flow, WorkspaceId workspace) {
    @Override
    public String toString() {
      return flow + " of " + workspace;
    }
  }

  private final List<Hint> hints = new ArrayList<>();

  @Override
  public void outbound(WorkspaceId workspace) {
    add(new Hint(OutboundFlow.NAME, workspace));
  }

  @Override
  public void inbound(WorkspaceId workspace) {
    add(new Hint(InboundFlow.NAME, workspace));
  }

  @Override
  public void resync(WorkspaceId workspace) {
    add(new Hint(ResyncFlow.NAME, workspace));
  }

  /** Checks change nothing on either side, so there are none here. */
  @Override
  public void check(Link link, CheckTarget target) {
    throw new UnsupportedOperationException();
  }

  void add(Hint hint) {
    if (hints.size() < MOST) {
      hints.add(hint);
    } else {
      hints.set(MOST - 1, hint);
    }
  }

  int size() {
    return hints.size();
  }

  boolean isEmpty() {
    return hints.isEmpty();
  }

  Hint get(int place) {
    return hints.get(place);
  }

  Hint take(int place) {
    return hints.remove(place);
  }
}
