package dev.gitsync.adapters.hosts.github;

import dev.gitsync.adapters.hosts.CommitStatus;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.flows.host.CheckReport;
import java.util.Optional;

/** Commit statuses on GitHub: a state and a line of text for each name. */
record GitHubStatuses(RestClient client, String repository) implements ComposedHost.Checks {

  private static final int LONGEST = 140;
  private static final int MOST_PAGES = 10;

  @Override
  public void publish(CheckReport report) {
    var status = CommitStatus.of(report, LONGEST);
    if (latest(report).filter(it -> status.isShownBy(it, "state")).isEmpty()) {
      String path = "%s/statuses/%s".formatted(repository, report.head());
      client.send(RestCall.post(path, status.json(), GitHubRight.STATUSES).repeatable());
    }
  }

  /** The combined status has the last of each name. */
  private Optional<Fields> latest(CheckReport report) {
    String path = "%s/commits/%s/status?per_page=100".formatted(repository, report.head());
    return client
        .pages(RestCall.get(path, GitHubRight.STATUSES), Pages.Next.link(), MOST_PAGES)
        .stream()
        .flatMap(it -> it.json().items("statuses").stream())
        .filter(it -> it.text("context").equals(report.name()))
        .findFirst();
  }
}
