package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A branch that does what another does, but for what an implementation does otherwise. */
interface ForwardingRemote extends GitRemote {

  /** The other. */
  GitRemote remote();

  @Override
  default Tip tip() {
    return remote().tip();
  }

  @Override
  default History history(Optional<CommitId> since, CommitId tip) {
    return remote().history(since, tip);
  }

  @Override
  default Set<RepoPath> list(CommitId at) {
    return remote().list(at);
  }

  @Override
  default Set<RepoPath> differences(CommitId before, CommitId after) {
    return remote().differences(before, after);
  }

  @Override
  default Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return remote().read(at, paths);
  }

  @Override
  default PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    return remote().push(expected, commits);
  }

  @Override
  default PushOutcome branchOff(CommitId from, List<CommitDraft> commits) {
    return remote().branchOff(from, commits);
  }

  @Override
  default void checkPush() {
    remote().checkPush();
  }

  @Override
  default void close() {
    remote().close();
  }
}
