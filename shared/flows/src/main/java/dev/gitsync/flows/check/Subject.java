package dev.gitsync.flows.check;

import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.check.CheckText;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.check.MergePreview.Range;
import dev.gitsync.flows.check.Outcome.Checked;
import dev.gitsync.flows.check.Outcome.NotChecked;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.link.Link;
import java.util.List;
import java.util.Optional;

/**
 * What is checked, for whom, and how that is told to the host.
 *
 * @param pullRequest empty in a merge queue
 * @param links those to the branch that it is merged into, by workspace
 */
record Subject(Optional<PullRequest> pullRequest, Range range, List<Link> links) {

  /** What all hosts take, in characters. */
  private static final int LONGEST_TEXT = 60_000;

  static Subject of(PullRequest pullRequest, List<Link> links) {
    var range = new Range(pullRequest.base(), pullRequest.targetTip(), pullRequest.head());
    return new Subject(Optional.of(pullRequest), range, links);
  }

  /** The commit that is checked. */
  CommitId head() {
    return range.head();
  }

  /** Commits that the host shows in the repository, the one that is checked first. */
  List<CommitId> shown() {
    boolean isFork = pullRequest.filter(it -> it.origin() == Origin.FORK).isPresent();
    return isFork ? List.of(range.target()) : List.of(range.head(), range.target());
  }

  CheckReport running(Link link) {
    return report(link, Status.RUNNING, "Checking", "", List.of());
  }

  CheckReport superseded(Link link) {
    return report(link, Status.SUPERSEDED, "The pull request has moved on", "", List.of());
  }

  CheckReport ended(Outcome outcome) {
    return switch (outcome) {
      case Checked(var link, var check) ->
          new CheckReport(
              name(link),
              head(),
              pullRequest.map(PullRequest::number),
              check.verdict() == Verdict.FAILED ? Status.FAILED : Status.PASSED,
              CheckText.title(check),
              CheckText.summary(check),
              CheckText.body(check, LONGEST_TEXT),
              annotations(check));
      case NotChecked(var link, var why) ->
          report(
              link,
              Status.FAILED,
              "Could not be checked",
              why.message() + " " + why.remedy(),
              List.of());
    };
  }

  private CheckReport report(
      Link link, Status status, String title, String text, List<Annotation> annotations) {
    return new CheckReport(
        name(link),
        head(),
        pullRequest.map(PullRequest::number),
        status,
        title,
        title + ".",
        text,
        annotations);
  }

  private static String name(Link link) {
    return "Git Sync / " + link.workspace();
  }

  private static List<Annotation> annotations(Check check) {
    return check.findings().stream().map(Subject::annotation).toList();
  }

  private static Annotation annotation(Finding finding) {
    Problem problem = finding.problem();
    return new Annotation(
        problem.file(),
        problem.position().line(),
        problem.position().column(),
        finding.severity() == Severity.ERROR ? Level.ERROR : Level.WARNING,
        problem.code(),
        problem.message() + " " + problem.remedy());
  }
}
