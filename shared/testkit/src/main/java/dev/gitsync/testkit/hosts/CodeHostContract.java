package dev.gitsync.testkit.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHost.Occasion;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CodeHost} does. */
public abstract class CodeHostContract {

  private static final String MAIN = "refs/heads/main";
  private static final String EDIT = "refs/heads/edit/orders";
  private static final Draft DRAFT = new Draft("edit/orders", "main", "Edit orders", "Because.");
  private static final String NAME = "Git Sync / acme";
  private static final String MARKER = "<!-- git-sync acme -->";
  private static final URI ADDRESS = URI.create("https://sync.example.com/webhooks/any/acme");

  private final List<AutoCloseable> open = new ArrayList<>();
  private final GitCommits commits = GitCommits.inMemory();
  private final HostedRepository hosted = new HostedRepository(commits, "https://host.example");

  /** The host that is around a repository, as {@code git-sync} sees it. */
  protected abstract CodeHost host(HostedRepository around) throws Exception;

  /** Whether the host shows annotations on lines. */
  protected boolean showsAnnotations() {
    return false;
  }

  /**
   * How Markdown of ours is kept, where the host does not take it as it is.
   *
   * @param markdown with {@code <!-- a marker -->} in its first line
   */
  protected String kept(String markdown) {
    return markdown;
  }

  /** What some hosts do not have. */
  protected enum Feature {
    CHECKS,
    FORKS,
    WEBHOOKS
  }

  /** What the host does not have. */
  protected Set<Feature> lacks() {
    return Set.of();
  }

  private void needs(Feature feature) {
    assumeFalse(lacks().contains(feature), "The host has no " + feature);
  }

  private CodeHost host;

  @BeforeEach
  final void open() throws Exception {
    commits.commit(MAIN, MAIN, Map.of("README.md", "1"));
    host = host(hosted);
  }

  /** Closes something after the test. */
  protected final <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  @AfterEach
  final void close() throws Exception {
    for (AutoCloseable resource : open.reversed()) {
      resource.close();
    }
    commits.close();
  }

  private CommitId edit(String text) {
    return commits.commit(EDIT, MAIN, Map.of("models/orders.yaml", text));
  }

  private long propose() {
    edit("a: 1");
    return hosted.propose(DRAFT, Origin.SAME_REPOSITORY);
  }

  private CommitId proposed() {
    propose();
    return commits.tip(EDIT).orElseThrow();
  }

  private static CheckReport report(CommitId head, Status status, String title, int annotations) {
    var orders = new RepoPath("models/orders.yaml");
    List<Annotation> remarks =
        IntStream.rangeClosed(1, annotations)
            .mapToObj(i -> new Annotation(orders, i, 3, Level.ERROR, "YAML-004", "Twice."))
            .toList();
    return new CheckReport(
        NAME, head, Optional.of(1L), status, title, "One problem.", "| a | b |\n", remarks);
  }

  @Test
  void findsAnOpenPullRequestAndWhereItComesFrom() {
    CommitId base = commits.tip(MAIN).orElseThrow();
    long number = propose();
    CommitId head = edit("a: 2");
    CommitId target = commits.commit(MAIN, MAIN, Map.of("README.md", "2"));
    PullRequest found = host.find(number).orElseThrow();
    assertThat(found)
        .isEqualTo(
            new PullRequest(
                number,
                found.url(),
                "Edit orders",
                State.OPEN,
                Origin.SAME_REPOSITORY,
                "edit/orders",
                "main",
                head,
                target,
                base));
    assertThat(found.url()).startsWith("http");
  }

  @Test
  void saysWherePeopleSeeAFileOfACommit() {
    CommitId head = proposed();
    assertThat(host.page(head, new RepoPath("models/weekly orders.yaml")).toString())
        .startsWith("http")
        .contains(head.value(), "weekly%20orders.yaml");
  }

  @Test
  void tellsTheBranchOfAForkFromOneOfTheRepository() {
    needs(Feature.FORKS);
    CommitId head = commits.commit("refs/forks/patch", MAIN, Map.of("models/orders.yaml", "b: 1"));
    long number = hosted.propose(new Draft("patch", "main", "Patch", ""), Origin.FORK);
    PullRequest found = host.find(number).orElseThrow();
    assertThat(found.origin()).isEqualTo(Origin.FORK);
    assertThat(found.source()).isEqualTo("patch");
    assertThat(found.head()).isEqualTo(head);
  }

  @Test
  void findsNothingUnderANumberThatNothingHas() {
    assertThat(host.find(77)).isEmpty();
  }

  @Test
  void tellsWhatBecameOfPullRequests() {
    long closed = propose();
    hosted.close(closed);
    long merged = propose();
    CommitId head = commits.tip(EDIT).orElseThrow();
    hosted.merge(merged, Commits.Merge.SQUASH);
    assertThat(host.find(closed).orElseThrow().state()).isEqualTo(State.CLOSED);
    PullRequest found = host.find(merged).orElseThrow();
    assertThat(found.state()).isEqualTo(State.MERGED);
    assertThat(found.head()).isEqualTo(head);
  }

  @Test
  void showsHowACheckStandsAndThenHowItEnded() {
    needs(Feature.CHECKS);
    CommitId head = proposed();
    host.publish(report(head, Status.RUNNING, "Checking", 0));
    assertThat(shown(head)).isEqualTo(Status.RUNNING);
    host.publish(report(head, Status.FAILED, "1 problem", 0));
    assertThat(shown(head)).isEqualTo(Status.FAILED);
    assertThat(hosted.check(head, NAME).map(Check::title)).contains("1 problem");
    host.publish(report(head, Status.RUNNING, "Checking", 0));
    host.publish(report(head, Status.PASSED, "Nothing breaks", 0));
    assertThat(shown(head)).isEqualTo(Status.PASSED);
    host.publish(report(head, Status.SUPERSEDED, "Superseded", 0));
    assertThat(shown(head)).isEqualTo(Status.SUPERSEDED);
  }

  private Status shown(CommitId head) {
    return hosted.check(head, NAME).orElseThrow().status();
  }

  @Test
  void showsAReportOnceHoweverOftenItIsPublished() {
    needs(Feature.CHECKS);
    CommitId head = proposed();
    CheckReport report = report(head, Status.FAILED, "3 problems", 3);
    host.publish(report);
    int writes = hosted.writes();
    host.publish(report);
    assertThat(hosted.writes()).isEqualTo(writes);
  }

  @Test
  void showsEachAnnotationOnce() {
    needs(Feature.CHECKS);
    CommitId head = proposed();
    host.publish(report(head, Status.RUNNING, "Checking", 0));
    host.publish(report(head, Status.FAILED, "120 problems", 120));
    host.publish(report(head, Status.RUNNING, "Checking again", 0));
    host.publish(report(head, Status.FAILED, "60 problems", 60));
    Check check = hosted.check(head, NAME).orElseThrow();
    assertThat(check.title()).isEqualTo("60 problems");
    if (showsAnnotations()) {
      assertThat(check.annotations()).isEqualTo(60);
    }
  }

  @Test
  void keepsOneCommentCurrent() {
    long number = propose();
    host.comment(number, MARKER, MARKER + "\nRed.");
    host.comment(number, MARKER, MARKER + "\nGreen.");
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .containsExactly(kept(MARKER + "\nGreen."));
  }

  @Test
  void putsAnEarlierCommentRightButMakesNoneForThat() {
    long number = propose();
    host.comment(number, MARKER, MARKER + "\nNothing.", Occasion.WHEN_THERE_IS_ONE);
    assertThat(hosted.comments(number)).isEmpty();
    host.comment(number, MARKER, MARKER + "\nRed.");
    host.comment(number, MARKER, MARKER + "\nNothing.", Occasion.WHEN_THERE_IS_ONE);
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .containsExactly(kept(MARKER + "\nNothing."));
  }

  @Test
  void writesNothingWhereTheCommentSaysItAlready() {
    long number = propose();
    host.comment(number, MARKER, MARKER + "\nRed.");
    int writes = hosted.writes();
    host.comment(number, MARKER, MARKER + "\nRed.");
    assertThat(hosted.writes()).isEqualTo(writes);
  }

  @Test
  void leavesCommentsOfOthersAloneEvenIfTheyQuoteTheMarker() {
    long number = propose();
    String quote = kept("> " + MARKER + "\nWhat is this?");
    hosted.say(number, quote);
    host.comment(number, MARKER, MARKER + "\nRed.");
    host.comment(number, MARKER, MARKER + "\nGreen.");
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .containsExactly(quote, kept(MARKER + "\nGreen."));
  }

  @Test
  void keepsTheOldestOfDoubledComments() {
    long number = propose();
    hosted.sayAsUs(number, kept(MARKER + "\nFirst."));
    hosted.sayAsUs(number, "Something else.");
    hosted.sayAsUs(number, kept(MARKER + "\nSecond."));
    long first = hosted.comments(number).getFirst().id();
    host.comment(number, MARKER, MARKER + "\nRed.");
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .containsExactly(kept(MARKER + "\nRed."), "Something else.");
    assertThat(hosted.comments(number).getFirst().id()).isEqualTo(first);
  }

  @Test
  void findsItsCommentAmongHundreds() {
    long number = propose();
    IntStream.range(0, 230).forEach(i -> hosted.say(number, "Comment " + i));
    host.comment(number, MARKER, MARKER + "\nRed.");
    host.comment(number, MARKER, MARKER + "\nGreen.");
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .filteredOn(it -> !it.startsWith("Comment "))
        .containsExactly(kept(MARKER + "\nGreen."));
  }

  @Test
  void opensAPullRequestOnce() {
    edit("a: 1");
    PullRequest opened = host.open(DRAFT);
    assertThat(opened.state()).isEqualTo(State.OPEN);
    assertThat(opened.title()).isEqualTo("Edit orders");
    assertThat(hosted.body(opened.number())).isEqualTo("Because.");
    assertThat(host.open(DRAFT)).isEqualTo(opened);
    assertThat(hosted.pulls()).hasSize(1);
    assertThat(host.find(opened.number())).contains(opened);
  }

  @Test
  void opensAnotherAfterOneWasMerged() {
    edit("a: 1");
    PullRequest first = host.open(DRAFT);
    hosted.merge(first.number(), Commits.Merge.MERGE);
    edit("a: 2");
    PullRequest second = host.open(DRAFT);
    assertThat(second.number()).isNotEqualTo(first.number());
    assertThat(second.state()).isEqualTo(State.OPEN);
  }

  @Test
  void findsTheLastThatWasOpenedBetweenTwoBranches() {
    assertThat(host.latest("edit/orders", "main")).isEmpty();
    long first = propose();
    hosted.close(first);
    assertThat(host.latest("edit/orders", "main").map(PullRequest::state)).contains(State.CLOSED);
    long second = propose();
    commits.commit("refs/forks/edit/orders", MAIN, Map.of("a", "b"));
    hosted.propose(DRAFT, Origin.FORK);
    commits.commit("refs/heads/other", MAIN, Map.of("a", "b"));
    hosted.propose(new Draft("other", "main", "Other", ""), Origin.SAME_REPOSITORY);
    assertThat(host.latest("edit/orders", "main").map(PullRequest::number)).contains(second);
  }

  @Test
  void findsTheLastAmongDozens() {
    long ours = propose();
    commits.commit("refs/heads/other", MAIN, Map.of("a", "b"));
    IntStream.range(0, 60)
        .forEach(
            i ->
                hosted.propose(
                    new Draft("other", "main", "Other " + i, ""), Origin.SAME_REPOSITORY));
    assertThat(host.latest("edit/orders", "main").map(PullRequest::number)).contains(ours);
  }

  @Test
  void hasAnOpenPullRequestSaySomethingElse() {
    long number = propose();
    host.update(number, new Draft("edit/orders", "main", "Edit orders and users", "More."));
    assertThat(host.find(number).map(PullRequest::title)).contains("Edit orders and users");
    assertThat(hosted.body(number)).isEqualTo("More.");
  }

  @Test
  void registersAWebhookOnceAndRenewsItsSecret() {
    needs(Feature.WEBHOOKS);
    String second = PlantedSecrets.token("webhook-second");
    host.registerWebhook(ADDRESS, PlantedSecrets.token("webhook-first"));
    host.registerWebhook(ADDRESS, second);
    assertThat(hosted.hooks()).extracting(Hook::address).containsExactly(ADDRESS);
    assertThat(hosted.hooks()).extracting(Hook::secret).containsExactly(second);
  }
}
