package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Status;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.codecommit.model.PullRequest;

/**
 * What comes nearest to checks on CodeCommit: an approval, which an approval rule can ask for. A
 * pull request's revision is approved once all checks of its head have passed; one that runs or
 * fails takes the approval back. A superseded one leaves all as it is, since a new revision begins
 * without approvals.
 *
 * <p>The role has but one approval for the checks of all workspaces, so what was published is
 * remembered: a run says that each of its checks runs before it says how the first has ended.
 */
final class Approvals {

  private final PullRequestApi api;
  private final Map<CommitId, Map<String, Status>> published = new HashMap<>();

  Approvals(PullRequestApi api) {
    this.api = api;
  }

  void publish(CheckReport report) {
    Map<String, Status> checks = published.computeIfAbsent(report.head(), it -> new HashMap<>());
    checks.put(report.name(), report.status());
    if (report.status() == Status.SUPERSEDED) {
      return;
    }
    boolean havePassed = checks.values().stream().allMatch(Status.PASSED::equals);
    report
        .pullRequest()
        .flatMap(api::find)
        .filter(it -> isAt(it, report.head()))
        .ifPresent(it -> show(it, havePassed));
  }

  private static boolean isAt(PullRequest found, CommitId head) {
    return found.pullRequestTargets().getFirst().sourceCommit().equals(head.value());
  }

  private void show(PullRequest found, boolean havePassed) {
    if (havePassed) {
      api.approve(found);
    } else {
      api.revoke(found);
    }
  }
}
