package dev.gitsync.flows.host;

import dev.gitsync.core.repo.CommitId;

/** What is to be checked. */
public sealed interface CheckTarget {

  /** A pull request, as it is when the check runs. */
  record OfPullRequest(long number) implements CheckTarget {}

  /**
   * A commit that a merge queue has made and wants to know about.
   *
   * @param base the commit that it would be put on top of
   */
  record OfQueuedCommit(CommitId head, CommitId base) implements CheckTarget {}
}
