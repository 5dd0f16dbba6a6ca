package dev.gitsync.flows.check;

import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.check.CheckPlanner;
import dev.gitsync.core.check.CheckText;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.FlowReport;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.check.MergePreview.Range;
import dev.gitsync.flows.check.Outcome.Checked;
import dev.gitsync.flows.check.Outcome.NotChecked;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.CheckTarget.OfQueuedCommit;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHost.Occasion;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks a pull request for all workspaces that are linked to the branch it is for: one check for
 * each, and one comment for all.
 *
 * <p>Writes nothing but what it shows at the host, so it can die anywhere and be run again: the
 * same check takes the place of the one before. Where the pull request's head moves while it runs,
 * the check of the old one says so, and the new one is checked. Reads files and never runs what is
 * in them, so it does not matter whose they are.
 */
public final class CheckFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "check";

  /** By which the comment is found again. */
  private static final String MARKER = "git-sync-check";

  private static final String FOOTER =
      "Kept current by Git Sync. Nothing changes in a workspace before this is merged.";

  /** What all hosts take, in characters. */
  private static final int LONGEST_COMMENT = 30_000;

  private static final int MOST_ATTEMPTS = 3;

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final CodeHosts hosts;

  /** A flow on these ports. */
  public CheckFlow(Links links, Resources resources, Branch branch, CodeHosts hosts) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.hosts = hosts;
  }

  /**
   * Checks what a host told of, or a user asked for.
   *
   * @param link one that is linked to the repository
   */
  public FlowReport run(Link link, CheckTarget target) {
    Optional<CodeHost> host = hosts.open(link.settings(), branch.credentials(link));
    if (host.isEmpty()) {
      return FlowReport.nothing(NAME);
    }
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Subject> subject = subject(host.get(), link, target);
      if (subject.isEmpty() || subject.get().links().isEmpty()) {
        return FlowReport.nothing(NAME);
      }
      List<Outcome> outcomes = check(host.get(), subject.get());
      if (show(host.get(), subject.get(), outcomes)) {
        return report(outcomes);
      }
    }
    throw new TryLater(
        "CHECK-100", "The pull request changes faster than it can be checked.", null);
  }

  private Optional<Subject> subject(CodeHost host, Link link, CheckTarget target) {
    return switch (target) {
      case OfPullRequest(var number) ->
          host.find(number)
              .filter(it -> it.state() == PullRequest.State.OPEN)
              .map(it -> Subject.of(it, concerned(link, it.target())));
      case OfQueuedCommit(var head, var base) ->
          Optional.of(
              new Subject(
                  Optional.empty(),
                  new Range(base, base, head),
                  concerned(link, link.settings().branch())));
    };
  }

  /** The links to a branch of the repository that are checked, by workspace. */
  private List<Link> concerned(Link link, String target) {
    return links.sharing(link.settings().repository().place()).stream()
        .filter(it -> it.settings().hosting().checks() == Checks.ON)
        .filter(it -> it.settings().mode() == Mode.RUNNING)
        .filter(it -> it.settings().branch().equals(target))
        .sorted(Comparator.comparing(it -> it.workspace().value()))
        .toList();
  }

  private List<Outcome> check(CodeHost host, Subject subject) {
    subject.links().forEach(link -> host.publish(subject.running(link)));
    return subject.links().stream().map(link -> check(host, subject, link)).toList();
  }

  private Outcome check(CodeHost host, Subject subject, Link link) {
    try (GitRemote remote = branch.open(link)) {
      MergePreview preview = MergePreview.read(remote, link.layout(), subject.range());
      var workspace = new StoredWorkspace(resources, link.workspace());
      var planner = new CheckPlanner(link.layout(), link.settings().policies(), workspace);
      Check check = withOddities(planner.check(preview.files()), preview);
      var files = new AffectedFiles(host, remote, link.layout(), subject.shown());
      return new Checked(link, files.linked(check));
    } catch (NeedsUser e) {
      return new NotChecked(link, e);
    }
  }

  /** What cannot be told from the files' contents. */
  private static Check withOddities(Check check, MergePreview preview) {
    var findings = new ArrayList<>(check.findings());
    preview.irregular().stream()
        .map(path -> new Finding(Severity.ERROR, FileCheck.irregular(path), Optional.empty()))
        .forEach(findings::add);
    preview.clashing().stream()
        .map(
            path ->
                new Problem(
                    "CHECK-101",
                    path,
                    Position.START,
                    "the branch has other changes at the same lines.",
                    "Merge the branch into the pull request; until then it is checked as it is."))
        .map(problem -> new Finding(Severity.WARNING, problem, Optional.empty()))
        .forEach(findings::add);
    return new Check(check.workspace(), findings, check.effects());
  }

  /** Shows what was found. False when the head has moved meanwhile, which it shows instead. */
  private static boolean show(CodeHost host, Subject subject, List<Outcome> outcomes) {
    boolean isCurrent = isCurrent(host, subject);
    for (Outcome outcome : outcomes) {
      host.publish(isCurrent ? subject.ended(outcome) : subject.superseded(outcome.link()));
    }
    if (isCurrent) {
      comment(host, subject, Outcome.checks(outcomes));
    }
    return isCurrent;
  }

  private static boolean isCurrent(CodeHost host, Subject subject) {
    Optional<PullRequest> shown = subject.pullRequest();
    return shown.isEmpty()
        || host.find(shown.get().number())
            .filter(now -> now.head().equals(subject.head()))
            .isPresent();
  }

  /** One that says nothing is not worth a comment, but an earlier one has to be put right. */
  private static void comment(CodeHost host, Subject subject, List<Check> checks) {
    Optional<PullRequest> pullRequest = subject.pullRequest();
    if (checks.isEmpty() || pullRequest.isEmpty()) {
      return;
    }
    boolean isOfUse = checks.stream().anyMatch(it -> it.verdict() != Verdict.NOT_CONCERNED);
    host.comment(
        pullRequest.get().number(),
        MARKER,
        CheckText.comment(checks, MARKER, FOOTER, LONGEST_COMMENT),
        isOfUse ? Occasion.ALWAYS : Occasion.WHEN_THERE_IS_ONE);
  }

  /** What somebody has to do is told on the link too. */
  private static FlowReport report(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof NotChecked(var link, var why)) {
        throw why;
      }
    }
    List<Check> checks = Outcome.checks(outcomes);
    return FlowReport.of(
        NAME,
        new Count("checks", checks.size()),
        new Count("failed", count(checks, Verdict.FAILED)),
        new Count("passed", count(checks, Verdict.PASSED)));
  }

  private static long count(List<Check> checks, Verdict verdict) {
    return checks.stream().filter(it -> it.verdict() == verdict).count();
  }
}
