package dev.gitsync.flows.port;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import java.net.URI;
import java.util.Optional;

/**
 * The service around a link's repository. A call that is made again after it was made before
 * changes nothing further: what it would add is looked for first.
 *
 * <p>Throws {@link dev.gitsync.flows.NeedsUser} when the credentials are wrong or lack a right,
 * which is named as the host names it, and {@link dev.gitsync.flows.TryLater} when the host cannot
 * be reached, fails, or has had too many requests.
 */
public interface CodeHost {

  /** A pull request; empty where there is none of this number. */
  Optional<PullRequest> find(long number);

  /** Where people see a file of a commit. Asks nobody: whether it is there is not known. */
  URI page(CommitId commit, RepoPath file);

  /** Shows how a check stands. */
  void publish(CheckReport report);

  /**
   * Puts a comment under a pull request, in place of the one that was put there before.
   *
   * @param marker text by which the comment is found again, invisible in Markdown; part of {@code
   *     markdown}
   */
  void comment(long pullRequest, String marker, String markdown, Occasion occasion);

  /** Puts a comment under a pull request, whether or not there is one. */
  default void comment(long pullRequest, String marker, String markdown) {
    comment(pullRequest, marker, markdown, Occasion.ALWAYS);
  }

  /** When a comment is worth having. */
  enum Occasion {
    ALWAYS,
    /** Only to take the place of an earlier one, which is not true any more. */
    WHEN_THERE_IS_ONE
  }

  /** The pull request between two branches of the repository that was opened last. */
  Optional<PullRequest> latest(String source, String target);

  /** Opens a pull request. Where one is open between these branches, that one is the answer. */
  PullRequest open(Draft draft);

  /** Has an open pull request say something else. */
  void update(long pullRequest, Draft draft);

  /**
   * Has the host tell an address of pushes and pull requests. Where it tells it already, it is told
   * the secret anew.
   *
   * @param secret that deliveries are signed with, or that they show
   */
  void registerWebhook(URI address, String secret);
}
