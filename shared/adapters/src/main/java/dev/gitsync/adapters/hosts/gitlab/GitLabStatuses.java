package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.hosts.CommitStatus;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.CheckReport;

/**
 * Commit statuses on GitLab, where a superseded one is {@code canceled}. GitLab takes no
 * annotations from outside of a pipeline: the comment has them.
 *
 * @param project its path in the API
 */
record GitLabStatuses(RestClient client, String project) implements ComposedHost.Checks {

  private static final int LONGEST = 255;

  /** A status that is in a state already cannot be set to it: that is a 400, and all is well. */
  @Override
  public void publish(CheckReport report) {
    String description = Cut.line(report.title(), LONGEST);
    var status = new CommitStatus(state(report.status()), report.name(), description);
    if (isShown(report, status)) {
      return;
    }
    Mapping body =
        Mapping.of("state", new Text(status.state()))
            .with("name", status.name())
            .with("description", status.description());
    RestCall call =
        RestCall.post(project + "/statuses/" + report.head(), body, GitLabRight.WRITE)
            .repeatable()
            .accepting(400);
    RestAnswer answer = client.send(call);
    String words = answer.json().findText("message").orElse("");
    if (!answer.isDone() && !words.contains("Cannot transition status")) {
      throw new NeedsUser(
          "HOST-006",
          "GitLab did not take the status of commit %s. It says: %s"
              .formatted(report.head().abbreviated(), Cut.line(words, LONGEST)),
          "See what the host says; it is tried again by itself.");
    }
  }

  /** Without {@code all}, the last status of each name is listed. */
  private boolean isShown(CheckReport report, CommitStatus status) {
    String path =
        "%s/repository/commits/%s/statuses?name=%s&per_page=100"
            .formatted(project, report.head(), RestCall.encode(report.name()));
    return client.send(RestCall.get(path, GitLabRight.READ)).json().items().stream()
        .filter(it -> it.text("name").equals(report.name()))
        .anyMatch(it -> status.isShownBy(it, "status"));
  }

  private static String state(CheckReport.Status status) {
    return switch (status) {
      case RUNNING -> "running";
      case PASSED -> "success";
      case FAILED -> "failed";
      case SUPERSEDED -> "canceled";
    };
  }
}
