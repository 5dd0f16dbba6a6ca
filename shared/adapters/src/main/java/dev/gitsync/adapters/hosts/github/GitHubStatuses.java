package dev.gitsync.adapters.hosts.github;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport;
import java.util.Optional;

/** Commit statuses on GitHub: a state and a line of text for each name. */
record GitHubStatuses(RestClient client, String repository) implements ComposedHost.Checks {

  private static final int LONGEST = 140;
  private static final int MOST_PAGES = 10;

  @Override
  public void publish(CheckReport report) {
    String state = state(report.status());
    String description = Cut.line(report.title(), LONGEST);
    boolean isThere =
        latest(report)
            .filter(it -> it.text("state").equals(state))
            .flatMap(it -> it.findText("description"))
            .filter(description::equals)
            .isPresent();
    if (!isThere) {
      Mapping body =
          Mapping.of("state", new Text(state))
              .with("context", report.name())
              .with("description", description);
      String path = "%s/statuses/%s".formatted(repository, report.head());
      client.send(RestCall.post(path, body, GitHubRight.STATUSES).repeatable());
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

  private static String state(CheckReport.Status status) {
    return switch (status) {
      case RUNNING -> "pending";
      case PASSED -> "success";
      case FAILED -> "failure";
      case SUPERSEDED -> "error";
    };
  }
}
