package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.hosts.CommitStatus;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Status;
import java.util.Comparator;
import java.util.Optional;

/**
 * Statuses of pull requests on Azure DevOps, which a branch policy can ask for by {@code
 * git-sync/NAME}. Where a check is of none, nothing is shown.
 *
 * <p>Each is of one iteration, as a push makes them, so it says nothing of what is pushed later
 * ("<a href="https://learn.microsoft.com/azure/devops/repos/git/pull-request-status">Iteration
 * status</a>"). A superseded one is an error: {@code notApplicable} would let a policy be passed.
 */
record AzureStatuses(RestClient client, AzurePlace place) implements ComposedHost.Checks {

  private static final String GENRE = "git-sync";
  private static final int LONGEST = 255;

  @Override
  public void publish(CheckReport report) {
    report.pullRequest().map(place::pullRequest).ifPresent(it -> publish(report, it));
  }

  private void publish(CheckReport report, String pullRequest) {
    String iterations = pullRequest + "/iterations";
    Optional<Long> iteration = last(iterations, report);
    if (iteration.isPresent()) {
      show(report, "%s/%d/statuses".formatted(iterations, iteration.get()));
    } else if (report.status() != Status.SUPERSEDED) {
      throw new TryLater(
          "HOST-004",
          "Azure DevOps does not show commit %s in the pull request yet."
              .formatted(report.head().abbreviated()),
          null);
    }
  }

  /** The last of the iterations that has a commit as its head. */
  private Optional<Long> last(String iterations, CheckReport report) {
    RestCall call = RestCall.get(AzureVersion.of(iterations), AzureRight.READ);
    return client.send(call).json().items("value").stream()
        .filter(it -> it.get("sourceRefCommit").commit("commitId").equals(report.head()))
        .map(it -> it.number("id"))
        .max(Comparator.naturalOrder());
  }

  private void show(CheckReport report, String statuses) {
    String description = Cut.line(report.title(), LONGEST);
    var status = new CommitStatus(state(report.status()), report.name(), description);
    if (latest(statuses, report.name()).filter(it -> status.isShownBy(it, "state")).isEmpty()) {
      Mapping context = Mapping.of("name", new Text(status.name())).with("genre", GENRE);
      Mapping body =
          Mapping.of("state", new Text(status.state()))
              .with("description", status.description())
              .with("context", context);
      client.send(RestCall.post(AzureVersion.of(statuses), body, AzureRight.STATUS).repeatable());
    }
  }

  private Optional<Fields> latest(String statuses, String name) {
    RestCall call = RestCall.get(AzureVersion.of(statuses), AzureRight.READ);
    return client.send(call).json().items("value").stream()
        .filter(it -> isOurs(it.get("context"), name))
        .max(Comparator.comparingLong(it -> it.number("id")));
  }

  private static boolean isOurs(Fields context, String name) {
    return context.text("name").equals(name)
        && context.findText("genre").filter(GENRE::equals).isPresent();
  }

  private static String state(Status status) {
    return switch (status) {
      case RUNNING -> "pending";
      case PASSED -> "succeeded";
      case FAILED -> "failed";
      case SUPERSEDED -> "error";
    };
  }
}
