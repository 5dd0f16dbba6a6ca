package dev.gitsync.flows.host;

import dev.gitsync.core.repo.CommitId;

/**
 * A pull request, or merge request.
 *
 * @param url where people see it
 * @param source the branch that it would merge; the name alone, also where it is in a fork
 * @param target the branch that it would merge into
 * @param head the commit that it would merge
 * @param targetTip where its target points
 * @param base where head and target come from: their merge base
 */
public record PullRequest(
    long number,
    String url,
    String title,
    State state,
    Origin origin,
    String source,
    String target,
    CommitId head,
    CommitId targetTip,
    CommitId base) {

  /** What has become of it. */
  public enum State {
    OPEN,
    /** Closed without being merged. */
    CLOSED,
    MERGED
  }

  /** Whose branch it would merge. */
  public enum Origin {
    /** One of the repository's own. */
    SAME_REPOSITORY,
    /** One of somebody else's copy of it, who may have no right to the repository. */
    FORK
  }
}
