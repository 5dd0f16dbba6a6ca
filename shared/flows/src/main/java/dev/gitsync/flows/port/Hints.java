package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.Link;

/**
 * Says "look at this link" to a flow. May arrive twice, late or not at all: what there is to do is
 * in the stores, and {@link dev.gitsync.flows.PollFlow} hints again at what was forgotten.
 */
public interface Hints {

  /** The workspace has changes that wait for their commits. */
  void outbound(WorkspaceId workspace);

  /** The branch has moved, or somebody wants to know whether it has. */
  void inbound(WorkspaceId workspace);

  /** A full resync was asked for. */
  void resync(WorkspaceId workspace);

  /**
   * A pull request of a link's repository is to be checked, for all workspaces that are linked to
   * it. Checks of one repository run one after the other.
   *
   * @throws TryLater when it cannot be sent: no poll would find the pull request
   */
  void check(Link link, CheckTarget target);
}
