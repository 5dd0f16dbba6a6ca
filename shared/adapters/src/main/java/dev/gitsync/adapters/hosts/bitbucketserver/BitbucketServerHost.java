package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketMarkdown;
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

/** One repository on Bitbucket Data Center. */
record BitbucketServerHost(RestClient client, BitbucketServerPlace place) implements CodeHost {

  @Override
  public Optional<PullRequest> find(long number) {
    return pulls().find(number);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    return URI.create(place.page() + "/browse/" + RestCall.encode(file) + "?at=" + commit);
  }

  @Override
  public void publish(CheckReport report) {
    new BitbucketServerChecks(client, place).publish(report);
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    OneComment.keep(
        new BitbucketServerComments(client, pulls().path(pullRequest)),
        BitbucketMarkdown.marker(marker),
        BitbucketMarkdown.marked(markdown, marker),
        BitbucketMarkdown.LONGEST,
        occasion);
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
    new BitbucketServerHooks(client, place.repository()).register(address, secret);
  }

  private BitbucketServerPulls pulls() {
    return new BitbucketServerPulls(client, place);
  }
}
