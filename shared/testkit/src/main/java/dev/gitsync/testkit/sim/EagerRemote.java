package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.InMemoryGit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A branch that is said to have what is on branches of ours, before anybody has merged them. */
record EagerRemote(GitRemote remote) implements ForwardingRemote {

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    History history = remote.history(since, tip);
    if (!(remote instanceof WitnessedRemote(_, var branch, var git, _))
        || InMemoryGit.isOurs(branch)) {
      return history;
    }
    var commits = new ArrayList<>(history.commits());
    for (CommitId ours : git.ours().values()) {
      git.everything(ours).stream()
          .map(
              it ->
                  new BranchCommit(it.id(), it.author(), it.at(), it.message(), List.of(Set.of())))
          .filter(it -> commits.stream().noneMatch(known -> known.id().equals(it.id())))
          .forEach(commits::add);
    }
    return new History(commits, history.changed(), history.continuity());
  }
}
