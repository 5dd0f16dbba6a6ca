package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.hosts.CommitStatus;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.flows.host.CheckReport;
import java.util.Optional;

/** Commit statuses on Gitea: a state and a line of text for each name. */
record GiteaStatuses(RestClient client, String repository) implements ComposedHost.Checks {

  private static final int LONGEST = 255;
  private static final int MOST_PAGES = 10;

  @Override
  public void publish(CheckReport report) {
    var status = CommitStatus.of(report, LONGEST);
    if (latest(report).filter(it -> status.isShownBy(it, "status")).isEmpty()) {
      String path = "%s/statuses/%s".formatted(repository, report.head());
      client.send(RestCall.post(path, status.json(), GiteaRight.WRITE).repeatable());
    }
  }

  private Optional<Fields> latest(CheckReport report) {
    String path = "%s/statuses/%s?sort=recentupdate&limit=50".formatted(repository, report.head());
    return client
        .pages(RestCall.get(path, GiteaRight.READ), GiteaPages.numbered(path), MOST_PAGES)
        .stream()
        .flatMap(page -> page.json().items().stream())
        .filter(it -> it.text("context").equals(report.name()))
        .findFirst();
  }
}
