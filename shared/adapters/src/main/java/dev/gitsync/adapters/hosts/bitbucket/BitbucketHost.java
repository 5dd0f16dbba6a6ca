package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.port.CodeHost;
import java.net.URI;
import java.util.Optional;

/**
 * One repository on Bitbucket Cloud.
 *
 * @param name with its workspace: {@code acme/models}
 */
record BitbucketHost(RestClient client, String name, BitbucketLogin login) implements CodeHost {

  @Override
  public Optional<PullRequest> find(long number) {
    return pulls().find(number);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    return URI.create(
        "https://bitbucket.org/" + name + "/src/" + commit + "/" + RestCall.encode(file));
  }

  @Override
  public void publish(CheckReport report) {
    new BitbucketChecks(client, name).publish(report);
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    OneComment.keep(
        new BitbucketComments(client, pulls().path(pullRequest), login),
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
    new BitbucketHooks(client, "/repositories/" + name).register(address, secret);
  }

  private BitbucketPulls pulls() {
    return new BitbucketPulls(client, name);
  }

  /** All that Bitbucket is sent says what it is. */
  static Mapping typed(String type) {
    return Mapping.of("type", new Text(type));
  }
}
