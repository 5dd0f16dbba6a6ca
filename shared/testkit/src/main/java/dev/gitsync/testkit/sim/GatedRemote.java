package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A branch behind a gate, as one process sees it. */
record GatedRemote(GitRemote remote, Gate gate, Memory memory) implements GitRemote {

  @Override
  public Tip tip() {
    Tip tip = gate.call(PortCall.TIP, remote::tip);
    memory.see(tip instanceof At(var commit) ? Optional.of(commit) : Optional.empty());
    return tip;
  }

  @Override
  public Optional<CommitId> lastSeen() {
    return memory.seen();
  }

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    return gate.call(PortCall.HISTORY, () -> remote.history(since, tip));
  }

  @Override
  public Set<RepoPath> list(CommitId at) {
    return gate.call(PortCall.LIST_FILES, () -> remote.list(at));
  }

  @Override
  public Set<RepoPath> differences(CommitId before, CommitId after) {
    return gate.call(PortCall.LIST_FILES, () -> remote.differences(before, after));
  }

  @Override
  public Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return gate.call(PortCall.READ_FILES, () -> remote.read(at, paths));
  }

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    PushOutcome outcome = gate.call(PortCall.PUSH, () -> remote.push(expected, commits));
    if (outcome instanceof Pushed pushed) {
      memory.see(Optional.of(pushed.tip()));
    }
    return outcome;
  }

  @Override
  public PushOutcome branchOff(CommitId from, List<CommitDraft> commits) {
    return gate.call(PortCall.PUSH, () -> remote.branchOff(from, commits));
  }

  @Override
  public void checkPush() {
    remote.checkPush();
  }

  @Override
  public void close() {
    remote.close();
  }
}
