package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.InMemoryGit;
import java.util.List;
import java.util.Optional;

/**
 * A branch of which the ledger notes in the same moment what we push.
 *
 * @param branch its name: a link's, or one of ours
 */
record WitnessedRemote(GitRemote remote, String branch, InMemoryGit git, Ledger ledger)
    implements ForwardingRemote {

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    ledger.expect(git.tip());
    return noted(commits, remote.push(expected, commits));
  }

  @Override
  public PushOutcome branchOff(CommitId from, List<CommitDraft> commits) {
    return noted(commits, remote.branchOff(from, commits));
  }

  private PushOutcome noted(List<CommitDraft> commits, PushOutcome outcome) {
    if (outcome instanceof Pushed(var ids)) {
      for (int i = 0; i < ids.size(); i++) {
        note(ids.get(i), commits.get(i).message());
      }
    }
    return outcome;
  }

  private void note(CommitId id, String message) {
    if (InMemoryGit.isOurs(branch)) {
      ledger.proposed(branch, id, message);
    } else {
      ledger.pushed(id, message);
    }
  }
}
