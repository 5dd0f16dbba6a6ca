package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import java.util.Optional;

/** A branch whose commits have no messages. */
record MuteRemote(GitRemote remote) implements ForwardingRemote {

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    History history = remote.history(since, tip);
    return new History(
        history.commits().stream()
            .map(it -> new BranchCommit(it.id(), it.author(), it.at(), "", it.differences()))
            .toList(),
        history.changed(),
        history.continuity());
  }
}
