package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.InMemoryGit;
import java.util.List;
import java.util.Optional;

/** A branch of which the ledger notes in the same moment what we push. */
record WitnessedRemote(GitRemote remote, InMemoryGit git, Ledger ledger)
    implements ForwardingRemote {

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    ledger.expect(git.tip());
    PushOutcome outcome = remote.push(expected, commits);
    if (outcome instanceof Pushed(var ids)) {
      for (int i = 0; i < ids.size(); i++) {
        ledger.pushed(ids.get(i), commits.get(i).message());
      }
    }
    return outcome;
  }
}
