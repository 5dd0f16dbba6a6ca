package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A branch in AWS CodeCommit, one call of its API for each thing that is asked.
 *
 * <p>CodeCommit dates commits itself, and knows one person for each, as author and as committer:
 * that is the user. It takes commits one by one, so a push of several may end in the middle.
 */
final class CodeCommitRemote implements GitRemote {

  private final CodeCommitApi api;
  private final String branch;
  private final LinkFiles files;
  private final FileModes modes;

  CodeCommitRemote(CodeCommitApi api, String branch, LinkLayout layout) {
    this.api = api;
    this.branch = branch;
    this.files = new LinkFiles(api, layout);
    this.modes = new FileModes(api);
  }

  @Override
  public Tip tip() {
    return api.tip(branch)
        .<Tip>map(At::new)
        .orElseGet(() -> api.hasBranches() ? new Missing() : new Unborn());
  }

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    return new BranchHistory(api, files).between(since, tip);
  }

  @Override
  public Set<RepoPath> list(CommitId at) {
    return files.at(at).keySet();
  }

  @Override
  public Set<RepoPath> differences(CommitId before, CommitId after) {
    return before.equals(after) ? Set.of() : files.differences(before, after);
  }

  @Override
  public Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return new FileReader(api, modes).read(at, paths);
  }

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> drafts) {
    return new CommitPush(api, branch, modes).push(expected, drafts);
  }

  @Override
  public PushOutcome branchOff(CommitId from, List<CommitDraft> drafts) {
    return new CommitPush(api, branch, modes).branchOff(from, drafts);
  }

  @Override
  public Merges merges() {
    return Merges.NOT_MADE;
  }

  /**
   * Does nothing: CodeCommit has no way to ask without making a commit, and whoever asks may have
   * another role than the function that will push. A role that may only read is told by the first
   * push.
   */
  @Override
  public void checkPush() {}

  @Override
  public void close() {}
}
