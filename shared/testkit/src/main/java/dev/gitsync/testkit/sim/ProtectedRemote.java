package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import java.util.List;
import java.util.Optional;

/** A branch that takes no pushes once it is there. */
record ProtectedRemote(GitRemote remote) implements ForwardingRemote {

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    return remote.tip() instanceof At
        ? new Refused(Reason.PROTECTED, "by pull request only")
        : remote.push(expected, commits);
  }
}
