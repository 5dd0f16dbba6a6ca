package dev.gitsync.adapters.hosts.azure;

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
 * Statuses of one pull request on Azure DevOps, which a branch policy can ask for by {@code
 * git-sync/NAME}.
 *
 * <p>Each is of one iteration, as a push makes them, so it says nothing of what is pushed later
 * ("<a href="https://learn.microsoft.com/azure/devops/repos/git/pull-request-status">Iteration
 * status</a>"). A superseded one is an error: {@code notApplicable} would let a policy be passed.
 *
 * @param pullRequest its path in the API
 */
record AzureStatuses(RestClient client, String pullRequest) {

  private static final String GENRE = "git-sync";
  private static final int LONGEST = 255;

  void publish(CheckReport report) {
    Optional<Long> iteration = iteration(report);
    if (iteration.isPresent()) {
      publish(report, "%s/iterations/%d/statuses".formatted(pullRequest, iteration.get()));
    } else if (report.status() != Status.SUPERSEDED) {
      throw new TryLater(
          "HOST-004",
          "Azure DevOps does not show commit %s in the pull request yet."
              .formatted(report.head().abbreviated()),
          null);
    }
  }

  /** The last of the iterations that has a commit as its head. */
  private Optional<Long> iteration(CheckReport report) {
    String path = AzureVersion.of(pullRequest + "/iterations");
    return client.send(RestCall.get(path, AzureRight.READ)).json().items("value").stream()
        .filter(it -> it.get("sourceRefCommit").commit("commitId").equals(report.head()))
        .map(it -> it.number("id"))
        .max(Comparator.naturalOrder());
  }

  private void publish(CheckReport report, String statuses) {
    String state = state(report.status());
    String description = Cut.line(report.title(), LONGEST);
    boolean isThere =
        latest(statuses, report.name())
            .filter(it -> it.text("state").equals(state))
            .flatMap(it -> it.findText("description"))
            .filter(description::equals)
            .isPresent();
    if (!isThere) {
      Mapping context = Mapping.of("name", new Text(report.name())).with("genre", GENRE);
      Mapping status =
          Mapping.of("state", new Text(state))
              .with("description", description)
              .with("context", context);
      String path = AzureVersion.of(statuses);
      client.send(RestCall.post(path, status, AzureRight.STATUS).repeatable());
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
