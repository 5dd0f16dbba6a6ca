package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.Fields;
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

/** One repository on Azure DevOps. */
record AzureHost(RestClient client, AzurePlace place) implements CodeHost {

  @Override
  public Optional<PullRequest> find(long number) {
    return pulls().find(number);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    String path = RestCall.encode("/" + file);
    return URI.create(place.page() + "?path=" + path + "&version=GC" + commit);
  }

  @Override
  public void publish(CheckReport report) {
    report
        .pullRequest()
        .ifPresent(it -> new AzureStatuses(client, place.pullRequest(it)).publish(report));
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    var threads = new AzureThreads(client, place.pullRequest(pullRequest) + "/threads");
    OneComment.keep(threads, marker, markdown, AzureThreads.LONGEST, occasion);
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
    RestCall call = RestCall.get(AzureVersion.of(place.path()), AzureRight.READ);
    Fields repository = client.send(call).json();
    String project = repository.get("project").text("id");
    new AzureSubscriptions(client, project, repository.text("id")).register(address, secret);
  }

  private AzurePulls pulls() {
    return new AzurePulls(client, place);
  }
}
