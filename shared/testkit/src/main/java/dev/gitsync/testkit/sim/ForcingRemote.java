package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.InMemoryGit;
import java.util.List;
import java.util.Optional;

/** A branch that is pushed to by force. */
record ForcingRemote(GitRemote remote) implements ForwardingRemote {

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    if (remote instanceof WitnessedRemote(_, var branch, var git, _)
        && !InMemoryGit.isOurs(branch)) {
      expected.ifPresent(git::forcePush);
    }
    return remote.push(expected, commits);
  }
}
