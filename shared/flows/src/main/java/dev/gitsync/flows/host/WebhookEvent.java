package dev.gitsync.flows.host;

import dev.gitsync.core.repo.CommitId;
import java.util.Optional;

/** What a host's webhook tells of, as far as it matters here. Branches are names alone. */
public sealed interface WebhookEvent {

  /** The webhook was set up, or somebody tries it. */
  record Pinged() implements WebhookEvent {}

  /**
   * A branch was pushed to.
   *
   * @param tip where it points now; empty where it was deleted, or the host does not say
   */
  record Pushed(String branch, Optional<CommitId> tip) implements WebhookEvent {}

  /**
   * A pull request is to be checked: it is new, has other commits or another target, or somebody
   * asked for it.
   *
   * @param target the branch that it is for; empty where the host does not say
   */
  record PullRequestMoved(long number, Optional<String> target) implements WebhookEvent {}

  /**
   * A pull request was closed, be it by merging.
   *
   * @param source the branch that it was to merge
   */
  record PullRequestEnded(long number, String source, Optional<String> target)
      implements WebhookEvent {}

  /** A merge queue has made a commit and wants to know about it. */
  record CommitQueued(CommitId head, CommitId base, String target) implements WebhookEvent {}
}
