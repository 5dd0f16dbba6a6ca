package dev.gitsync.flows;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.Continuity;
import java.util.Optional;

/** Commits on which something was done, and which somebody has taken off the branch by force. */
final class LostCommits {

  private LostCommits() {}

  /**
   * Whether the branch has lost the commit that the link remembers. Costs a request, and only where
   * the link remembers one that is not the tip.
   */
  static boolean areOn(Link link, GitRemote remote, Optional<CommitId> tip) {
    Optional<CommitId> delivered = link.state().delivered();
    return delivered.isPresent()
        && !delivered.equals(tip)
        && (tip.isEmpty()
            || tip.equals(link.state().lastRead())
            || remote.history(delivered, tip.get()).continuity() == Continuity.BROKEN);
  }

  /**
   * The state after changes were taken off the list. A lost commit stays what the link remembers
   * until all files were read.
   */
  static LinkState remember(LinkState state, Optional<CommitId> tip, boolean areLost) {
    return areLost ? state : state.deliveredOn(tip);
  }
}
