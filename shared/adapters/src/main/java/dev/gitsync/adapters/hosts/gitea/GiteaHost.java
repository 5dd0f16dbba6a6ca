package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.port.CodeHost;
import java.net.URI;
import java.util.Optional;

/**
 * One repository on Gitea or Forgejo.
 *
 * @param repository its path in the API
 * @param page where people see it
 */
record GiteaHost(RestClient client, String repository, String page) implements CodeHost {

  @Override
  public Optional<PullRequest> find(long number) {
    return pulls().find(number);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    return URI.create(page + "/src/commit/" + commit + "/" + RestCall.encode(file));
  }

  @Override
  public void publish(CheckReport report) {
    new GiteaStatuses(client, repository).publish(report);
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    var board = new GiteaComments(client, repository, pullRequest);
    OneComment.keep(board, marker, markdown, GiteaComments.LONGEST, occasion);
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return pulls().latest(source, target);
  }

  @Override
  public PullRequest open(Draft draft) {
    return pulls().open(draft);
  }

  @Override
  public void update(long pullRequest, Draft draft) {
    pulls().update(pullRequest, draft);
  }

  @Override
  public void registerWebhook(URI address, String secret) {
    new GiteaHooks(client, repository).register(address, secret);
  }

  private GiteaPulls pulls() {
    return new GiteaPulls(client, repository);
  }
}
