package dev.gitsync.adapters.hosts;

import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport;

/**
 * A check as a status of its commit: a state and a line of text for each name.
 *
 * @param state as the host calls it
 * @param description no longer than the host takes
 */
public record CommitStatus(String state, String name, String description) {

  /**
   * One as GitHub has it, and Gitea likewise.
   *
   * @param longest how many characters of text the host takes
   */
  public static CommitStatus of(CheckReport report, int longest) {
    String state =
        switch (report.status()) {
          case RUNNING -> "pending";
          case PASSED -> "success";
          case FAILED -> "failure";
          case SUPERSEDED -> "error";
        };
    return new CommitStatus(state, report.name(), Cut.line(report.title(), longest));
  }

  /**
   * Whether a status at the host says this already.
   *
   * @param field where its state is
   */
  public boolean isShownBy(Fields shown, String field) {
    return shown.text(field).equals(state)
        && shown.findText("description").filter(description::equals).isPresent();
  }

  /** What GitHub and Gitea are sent. */
  public Mapping json() {
    return Mapping.of("state", new Text(state))
        .with("context", name)
        .with("description", description);
  }
}
