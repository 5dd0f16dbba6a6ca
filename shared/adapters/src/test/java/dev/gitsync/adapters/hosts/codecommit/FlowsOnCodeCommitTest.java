package dev.gitsync.adapters.hosts.codecommit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.adapters.codecommit.CodeCommitFixture;
import dev.gitsync.adapters.codecommit.CodeCommitRemotes;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.Journal;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.check.CheckFlow;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.CodeCommitServer;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryStore;
import dev.gitsync.testkit.hosts.Commits.Merge;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows on a repository of CodeCommit, its files and its pull requests by its API. */
class FlowsOnCodeCommitTest {

  private static final String MAIN = "refs/heads/main";

  /** What the roles are allowed, as the stack's {@code CodeCommitUse} has it. */
  private static final List<String> FOLLOW =
      List.of("GetBranch", "ListBranches", "GetFolder", "GetFile", "GetCommit", "GetDifferences");

  private static final List<String> PROPOSE =
      List.of(
          "CreateBranch",
          "CreateCommit",
          "GetPullRequest",
          "ListPullRequests",
          "CreatePullRequest",
          "UpdatePullRequestTitle",
          "UpdatePullRequestDescription");

  private static final List<String> CHECK =
      List.of(
          "GetPullRequest",
          "GetPullRequestApprovalStates",
          "UpdatePullRequestApprovalState",
          "GetCommentsForPullRequest",
          "PostCommentForPullRequest",
          "UpdateComment",
          "DeleteCommentContent");

  @TempDir private Path folder;

  private final InstantSource clock = InstantSource.system();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final Journal journal = new Journal(clock, new Random(1));
  private Path repository;
  private GitCommits commits;
  private HostedRepository hosted;
  private CodeCommitServer server;
  private Branch branch;

  @BeforeEach
  void start() throws IOException {
    repository = folder.resolve("acme.git");
    CGitServer.init(repository);
    commits = GitCommits.in(repository);
    commits.commit(MAIN, MAIN, Map.of("README.md", "Acme\n"));
    hosted = new HostedRepository(commits, "https://host.example");
    server = CodeCommitServer.start(folder, clock, hosted);
    CodeCommitClients clients = CodeCommitFixture.clients(server.endpoint());
    branch =
        new Branch(new CodeCommitRemotes(clients), new RoleOnly(), new CodeCommitHosts(clients));
    accept(Fixtures.source());
    accept(Fixtures.destination());
  }

  @AfterEach
  void stop() {
    server.close();
    commits.close();
  }

  private void accept(Resource after) {
    var edit =
        new Edit(ACME, ADA, store.find(ACME, after.ref()), Optional.of(after), Mapping.empty());
    assertThat(store.accept(edit)).isPresent();
  }

  private Link link() {
    return store.find(ACME).orElseThrow();
  }

  private void link(HostSettings.Delivery delivery) {
    var url = new RepositoryUrl("codecommit::eu-west-1://acme");
    var hosting =
        new HostSettings(Optional.empty(), Optional.empty(), delivery, HostSettings.Checks.ON);
    var settings = new LinkSettings(url, "main", "", LinkSettings.Mode.RUNNING).with(hosting);
    LinkState asked = LinkState.INITIAL.with(new ResyncRequest(ADA, clock.instant()));
    store.create(new Link(ACME, settings, asked, 0));
  }

  @Test
  void bringsTheFirstSyncAndAnEditByPullRequests() throws IOException {
    accept(model("orders", "SELECT 1"));
    link(HostSettings.Delivery.PULL_REQUEST);
    var outbound = new OutboundFlow(store, store, branch, journal);
    var inbound = new InboundFlow(store, store, branch, journal, new NoHints());
    var resync = new ResyncFlow(store, store, branch, journal, new NoHints());

    resync.run(link());
    outbound.run(link());
    mergeAndRead(outbound, inbound);
    accept(model("orders", "SELECT 2"));
    outbound.run(link());
    mergeAndRead(outbound, inbound);

    assertThat(resync.plan(link()).writes()).isEmpty();
    assertThat(CGitServer.run(repository, "git", "show", "main:models/orders.yaml"))
        .contains("SELECT 2");
    assertThat(hosted.pulls()).hasSize(2);
  }

  private void mergeAndRead(OutboundFlow outbound, InboundFlow inbound) {
    var opened = link().state().proposal().flatMap(it -> it.opened());
    hosted.merge(opened.orElseThrow().number(), Merge.SQUASH);
    assertAllowed(PROPOSE);
    inbound.run(link());
    assertAllowed(List.of());
    outbound.run(link());
    assertThat(store.waiting(ACME, 10)).isEqualTo(List.of());
    assertThat(link().state().proposal()).isEmpty();
  }

  /** Has the calls since the last time be some of these, beside those that follow the branch. */
  private void assertAllowed(List<String> more) {
    assertThat(server.calls()).allMatch(it -> FOLLOW.contains(it) || more.contains(it));
    server.forgetCalls();
  }

  @Test
  void approvesAPullRequestThatIsPutRightAndKeepsOneComment() {
    link(HostSettings.Delivery.PUSH);
    var flow = new CheckFlow(store, store, branch, branch.hosts());
    commits.commit("refs/heads/edit", MAIN, Map.of("models/orders.yaml", "name: [\n"));
    long number = hosted.propose(new Draft("edit", "main", "Edit", ""), Origin.SAME_REPOSITORY);

    flow.run(link(), new OfPullRequest(number));
    assertThat(approval(number)).isNotEqualTo(Optional.of(Status.PASSED));
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .singleElement()
        .asString()
        .contains("YAML-");

    String file =
        """
        name: Orders
        source: postgres
        type: raw_sql
        rawSql: SELECT 1
        isSchema: false
        primaryKey: id
        """;
    commits.commit("refs/heads/edit", MAIN, Map.of("models/orders.yaml", file));
    flow.run(link(), new OfPullRequest(number));
    assertThat(approval(number)).contains(Status.PASSED);
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .singleElement()
        .asString()
        .doesNotContain("YAML-");
    assertAllowed(CHECK);
  }

  private Optional<Status> approval(long number) {
    return hosted.check(hosted.find(number).orElseThrow().head(), "approval").map(Check::status);
  }

  private static final class RoleOnly implements CredentialStore {
    @Override
    public Optional<Credentials> find(WorkspaceId workspace) {
      return Optional.of(new Credentials(new Credentials.AwsRole()));
    }

    @Override
    public void put(WorkspaceId workspace, Credentials ignored) {}
  }

  private static final class NoHints implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {}

    @Override
    public void inbound(WorkspaceId workspace) {}

    @Override
    public void resync(WorkspaceId workspace) {}

    @Override
    public void check(Link link, CheckTarget target) {}
  }
}
