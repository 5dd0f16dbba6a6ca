package dev.gitsync.adapters.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.port.CodeHost;
import java.net.URI;
import java.util.Optional;

/** One link's repository on a host: a part for each thing that hosts have. */
public record ComposedHost(
    Pulls pulls, Checks checks, Comments comments, Webhooks webhooks, Files files)
    implements CodeHost {

  /** Pull requests between branches of the repository, and from forks of it. */
  public interface Pulls {
    /** As {@link CodeHost#find}. */
    Optional<PullRequest> find(long number);

    /** As {@link CodeHost#latest}. */
    Optional<PullRequest> latest(String source, String target);

    /** As {@link CodeHost#open}. */
    PullRequest open(Draft draft);

    /** As {@link CodeHost#update}. */
    void update(long number, Draft draft);
  }

  /** What the host shows of checks: statuses, reports, whatever it has. */
  @FunctionalInterface
  public interface Checks {
    /** As {@link CodeHost#publish}. */
    void publish(CheckReport report);
  }

  /** One comment of ours under each pull request, found again by its marker. */
  @FunctionalInterface
  public interface Comments {
    /** As {@link CodeHost#comment(long, String, String, Occasion)}. */
    void keep(long pullRequest, String marker, String markdown, Occasion occasion);
  }

  /** Addresses that the host tells of what happens. */
  @FunctionalInterface
  public interface Webhooks {
    /** As {@link CodeHost#registerWebhook}. */
    void register(URI address, String secret);
  }

  /** The files of the repository, as people see them. */
  @FunctionalInterface
  public interface Files {
    /** As {@link CodeHost#page}. */
    URI page(CommitId commit, RepoPath file);
  }

  @Override
  public Optional<PullRequest> find(long number) {
    return pulls.find(number);
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return pulls.latest(source, target);
  }

  @Override
  public PullRequest open(Draft draft) {
    return pulls.open(draft);
  }

  @Override
  public void update(long pullRequest, Draft draft) {
    pulls.update(pullRequest, draft);
  }

  @Override
  public void publish(CheckReport report) {
    checks.publish(report);
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    comments.keep(pullRequest, marker, markdown, occasion);
  }

  @Override
  public void registerWebhook(URI address, String secret) {
    webhooks.register(address, secret);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    return files.page(commit, file);
  }
}
