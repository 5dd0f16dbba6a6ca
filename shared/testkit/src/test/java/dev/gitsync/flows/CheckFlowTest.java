package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.check.CheckFlow;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.CheckTarget.OfQueuedCommit;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.Commits;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.InMemoryCodeHost;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckFlowTest {

  private static final String EDIT = "edit";
  private static final String ORDERS = "models/orders.yaml";

  private final FlowWorld world =
      FlowWorld.synced(model("orders", "SELECT id FROM orders"), sync("crm", "orders"));
  private final CommitId main = world.git.tip().orElseThrow();
  private final Refs refs = new Refs();
  private final HostedRepository hosted = new HostedRepository(refs, "https://host.example");
  private final InMemoryCodeHost host = new InMemoryCodeHost(hosted);

  /** All branches come from where {@code main} was. */
  private final class Refs implements Commits {
    private final Map<String, CommitId> refs = new HashMap<>();

    @Override
    public Optional<CommitId> tip(String ref) {
      return ref.equals("refs/heads/main") ? world.git.tip() : Optional.ofNullable(refs.get(ref));
    }

    @Override
    public CommitId mergeBase(CommitId one, CommitId other) {
      return main;
    }

    @Override
    public void merge(CommitId head, String ref, Merge how) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void point(String ref, CommitId to) {
      refs.put(ref, to);
    }
  }

  /** A commit on the branch of the pull request, on top of main. */
  private CommitId edit(Map<String, String> changes) {
    Optional<CommitId> tip = world.git.tip();
    world.git.forcePush(main);
    CommitId head = world.git.commit(ADA, "Edit\n", changes);
    world.git.forcePush(tip.orElseThrow());
    refs.point("refs/heads/" + EDIT, head);
    return head;
  }

  private long propose(Map<String, String> changes) {
    edit(changes);
    return hosted.propose(new Draft(EDIT, "main", "Edit", ""), Origin.SAME_REPOSITORY);
  }

  private void check(long number) {
    world.runCheck(host, new OfPullRequest(number));
  }

  private List<Status> statuses() {
    return host.reports().stream().map(CheckReport::status).toList();
  }

  private String orders(String sql) {
    return world.file(ORDERS).replace("SELECT id FROM orders", sql);
  }

  @Test
  void failsWhereASyncWouldLoseItsModel() {
    long number = propose(Map.of(ORDERS, ""));
    check(number);
    assertThat(statuses()).containsExactly(Status.RUNNING, Status.FAILED);
    CheckReport report = host.reports().getLast();
    assertThat(report.name()).isEqualTo("Git Sync / acme");
    assertThat(report.text()).contains("crm");
    assertThat(report.annotations())
        .extracting(Annotation::file)
        .containsExactly(new RepoPath(ORDERS));
    assertThat(hosted.comments(number)).hasSize(1);
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void leadsToTheFileOfTheSyncThatWouldBreak() {
    CommitId head = edit(Map.of(ORDERS, ""));
    long number = hosted.propose(new Draft(EDIT, "main", "Edit", ""), Origin.SAME_REPOSITORY);
    check(number);
    String link = "Affects [sync `crm`](https://git.example/%s/syncs/crm.yaml)".formatted(head);
    assertThat(host.reports().getLast().text()).contains(link);
    assertThat(hosted.comments(number).getFirst().text()).contains(link);
  }

  @Test
  void leadsToTheTargetWhereTheHeadIsNotTheRepositorysOwn() {
    CommitId head = edit(Map.of(ORDERS, ""));
    refs.point("refs/forks/" + EDIT, head);
    long number = hosted.propose(new Draft(EDIT, "main", "Edit", ""), Origin.FORK);
    check(number);
    assertThat(host.reports().getLast().text())
        .contains("(https://git.example/%s/syncs/crm.yaml)".formatted(main));
  }

  @Test
  void namesASyncThatHasNoFileYet() {
    world.edit(sync("erp", "orders"));
    long number = propose(Map.of(ORDERS, ""));
    check(number);
    assertThat(host.reports().getLast().text())
        .contains("Affects sync `erp`.", "Affects [sync `crm`](");
  }

  @Test
  void keepsOneCommentCurrentWhileThePullRequestIsMended() {
    long number = propose(Map.of(ORDERS, ""));
    check(number);
    String red = hosted.comments(number).getFirst().text();
    edit(Map.of(ORDERS, orders("SELECT id FROM other")));
    check(number);
    assertThat(statuses())
        .containsExactly(Status.RUNNING, Status.FAILED, Status.RUNNING, Status.PASSED);
    assertThat(hosted.comments(number)).hasSize(1);
    assertThat(hosted.comments(number).getFirst().text()).isNotEqualTo(red).contains("orders");
  }

  @Test
  void passesWithoutACommentWhereNothingConcernsTheWorkspace() {
    long number = propose(Map.of("README.md", "hello"));
    check(number);
    assertThat(statuses()).containsExactly(Status.RUNNING, Status.PASSED);
    assertThat(hosted.comments(number)).isEmpty();
  }

  @Test
  void changesNothingWhenTheSameIsCheckedAgain() {
    long number = propose(Map.of(ORDERS, orders("SELECT id FROM other")));
    check(number);
    List<Comment> comments = hosted.comments(number);
    long version = world.link().version();
    check(number);
    assertThat(hosted.comments(number)).isEqualTo(comments);
    assertThat(hosted.checks()).hasSize(1);
    assertThat(world.link().version()).isEqualTo(version);
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void saysThatACheckIsSupersededAndChecksTheNewHead() {
    long number = propose(Map.of(ORDERS, ""));
    CommitId old = hosted.find(number).orElseThrow().head();
    var moving = new HeadMoves();
    world.runCheck((settings, credentials) -> Optional.of(moving), new OfPullRequest(number));
    CommitId head = hosted.find(number).orElseThrow().head();
    assertThat(host.reports()).extracting(CheckReport::head).containsExactly(old, old, head, head);
    assertThat(statuses())
        .containsExactly(Status.RUNNING, Status.SUPERSEDED, Status.RUNNING, Status.PASSED);
    assertThat(hosted.comments(number)).hasSize(1);
  }

  /** Somebody pushes right after the check has begun. */
  private final class HeadMoves implements CodeHost {
    private boolean hasMoved;

    @Override
    public Optional<PullRequest> find(long number) {
      return host.find(number);
    }

    @Override
    public URI page(CommitId commit, RepoPath file) {
      return host.page(commit, file);
    }

    @Override
    public void publish(CheckReport report) {
      host.publish(report);
      if (!hasMoved) {
        hasMoved = true;
        edit(Map.of(ORDERS, orders("SELECT id FROM other")));
      }
    }

    @Override
    public void comment(long number, String marker, String markdown, Occasion occasion) {
      host.comment(number, marker, markdown, occasion);
    }

    @Override
    public Optional<PullRequest> latest(String source, String target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PullRequest open(Draft draft) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void update(long number, Draft draft) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void registerWebhook(URI address, String secret) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void checksForEachWorkspaceOfTheBranchAndCommentsOnce() {
    other("acme-staging", "main", Checks.ON);
    other("acme-old", "other", Checks.ON);
    other("acme-quiet", "main", Checks.OFF);
    long number = propose(Map.of(ORDERS, ""));
    check(number);
    assertThat(host.reports().subList(2, 4))
        .extracting(CheckReport::name)
        .containsExactly("Git Sync / acme", "Git Sync / acme-staging");
    assertThat(hosted.comments(number))
        .singleElement()
        .extracting(Comment::text)
        .asString()
        .contains("acme-staging");
  }

  private void other(String workspace, String branch, Checks checks) {
    Link link = world.link();
    var settings =
        new LinkSettings(link.settings().repository(), branch, "", link.settings().mode())
            .with(new HostSettings(Optional.empty(), Optional.empty(), Delivery.PUSH, checks));
    world.store.create(new Link(new WorkspaceId(workspace), settings, link.state(), 0));
  }

  @Test
  void checksWhatAMergeQueueHasMade() {
    CommitId queued = edit(Map.of(ORDERS, ""));
    world.runCheck(host, new OfQueuedCommit(queued, main));
    assertThat(statuses()).containsExactly(Status.RUNNING, Status.FAILED);
    assertThat(host.reports().getLast().pullRequest()).isEmpty();
    assertThat(host.reports().getLast().head()).isEqualTo(queued);
  }

  @Test
  void leavesPullRequestsAloneThatAreClosed() {
    long number = propose(Map.of(ORDERS, ""));
    hosted.close(number);
    check(number);
    check(77);
    assertThat(host.reports()).isEmpty();
  }

  @Test
  void saysOnTheLinkWhatKeepsItFromChecking() {
    host.fail(Optional.of(new NeedsUser("HOST-003", "No right.", "Give it.")));
    check(1);
    assertThat(world.link().state().failure(CheckFlow.NAME))
        .hasValueSatisfying(it -> assertThat(it.code()).isEqualTo("HOST-003"));
    host.fail(Optional.empty());
    check(1);
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void wantsToBeRunAgainWhereTheHostFails() {
    host.fail(Optional.of(new TryLater("HOST-001", "It fails.", null)));
    assertThatThrownBy(() -> check(1)).isInstanceOf(TryLater.class);
  }

  @Test
  void writesNothingToTheWorkspace() {
    long number = propose(Map.of(ORDERS, orders("SELECT 7 AS id")));
    var before = world.store.list(ACME, ResourceKind.MODEL);
    check(number);
    assertThat(world.store.list(ACME, ResourceKind.MODEL)).isEqualTo(before);
  }
}
