package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.testkit.InMemoryGit;
import dev.gitsync.testkit.hosts.Commits;
import java.util.Optional;

/** What the host of the pull requests sees of the repository. People merge by themselves here. */
record HostedCommits(InMemoryGit git) implements Commits {

  private static final String BRANCHES = "refs/heads/";

  @Override
  public Optional<CommitId> tip(String ref) {
    String branch = ref.substring(BRANCHES.length());
    return InMemoryGit.isOurs(branch) ? Optional.ofNullable(git.ours().get(branch)) : git.tip();
  }

  /** Where nothing is common, or somebody's force push has taken a commit away, the first. */
  @Override
  public CommitId mergeBase(CommitId one, CommitId other) {
    try {
      return git.mergeBase(one, other).orElse(one);
    } catch (TryLater e) {
      return one;
    }
  }

  @Override
  public void merge(CommitId head, String ref, Merge how) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void point(String ref, CommitId to) {}
}
