package dev.gitsync.adapters.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.SshKey;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.GitHubServer;
import dev.gitsync.testkit.hosts.HostServer;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is asked of GitHub, which counts it, and what is said when it refuses. */
class GitHubRequestsTest {

  private static final String MARKER = "<!-- git-sync acme -->";
  private static SshKey key;

  private final GitCommits commits = GitCommits.inMemory();
  private final HostedRepository hosted = new HostedRepository(commits, "https://host.example");
  private GitHubServer gitHub;
  private CommitId head;
  private long number;

  @BeforeAll
  static void makeKey() throws IOException {
    key = Hosts.appKey();
  }

  @BeforeEach
  void start() throws IOException {
    gitHub = GitHubServer.start(hosted);
    commits.commit("refs/heads/main", "refs/heads/main", Map.of("README.md", "1"));
    head =
        commits.commit("refs/heads/edit", "refs/heads/main", Map.of("models/orders.yaml", "a: 1"));
    number = hosted.propose(new Draft("edit", "main", "Edit", ""), Origin.SAME_REPOSITORY);
  }

  @AfterEach
  void stop() throws Exception {
    gitHub.close();
    commits.close();
  }

  private HostServer server() {
    return gitHub.server();
  }

  private CodeHost app() {
    return new Hosts().gitHubApp(server().api(), key);
  }

  private CodeHost user() {
    return new Hosts().gitHub(server().api());
  }

  private CheckReport report(Status status, int annotations) {
    var orders = new RepoPath("models/orders.yaml");
    List<Annotation> remarks =
        IntStream.rangeClosed(1, annotations)
            .mapToObj(i -> new Annotation(orders, i, 3, Level.ERROR, "YAML-004", "Twice."))
            .toList();
    return new CheckReport(
        "Git Sync", head, Optional.of(number), status, "Title", "Summary.", "Text.", remarks);
  }

  /** As {@code CheckFlow} goes about it. */
  private void check(CodeHost host) {
    assertThat(host.find(number)).isPresent();
    host.publish(report(Status.RUNNING, 0));
    assertThat(host.find(number)).isPresent();
    host.publish(report(Status.FAILED, 3));
    host.comment(number, MARKER, MARKER + "\nRed.");
  }

  private List<String> requests() {
    return server().requests().stream()
        .map(it -> it.replaceAll("\\?.*", "").replace(head.value(), "HEAD"))
        .toList();
  }

  @Test
  void asksTwelveRequestsForAWholeCheckAsAnApp() {
    check(app());
    assertThat(requests())
        .containsExactly(
            "POST /app/installations/7/access_tokens",
            "GET /repos/acme/models/pulls/1",
            "GET /repos/acme/models/compare/main...HEAD",
            "GET /repos/acme/models/commits/HEAD/check-runs",
            "POST /repos/acme/models/check-runs",
            "GET /repos/acme/models/pulls/1",
            "GET /repos/acme/models/compare/main...HEAD",
            "GET /repos/acme/models/commits/HEAD/check-runs",
            "PATCH /repos/acme/models/check-runs/101",
            "GET /repos/acme/models/issues/1/comments",
            "POST /repos/acme/models/issues/1/comments",
            "GET /repos/acme/models/issues/1/comments");
  }

  @Test
  void asksAsMuchWithAToken() {
    check(user());
    assertThat(requests())
        .containsExactly(
            "GET /repos/acme/models/pulls/1",
            "GET /repos/acme/models/compare/main...HEAD",
            "GET /repos/acme/models/commits/HEAD/status",
            "POST /repos/acme/models/statuses/HEAD",
            "GET /repos/acme/models/pulls/1",
            "GET /repos/acme/models/compare/main...HEAD",
            "GET /repos/acme/models/commits/HEAD/status",
            "POST /repos/acme/models/statuses/HEAD",
            "GET /repos/acme/models/issues/1/comments",
            "POST /repos/acme/models/issues/1/comments",
            "GET /repos/acme/models/issues/1/comments",
            "GET /user");
  }

  @Test
  void writesOneHundredAndTwentyAnnotationsInThreeRequests() {
    CodeHost host = app();
    host.publish(report(Status.RUNNING, 0));
    server().forgetRequests();
    host.publish(report(Status.FAILED, 120));
    assertThat(requests().stream().filter(it -> !it.startsWith("GET "))).hasSize(3);
    assertThat(hosted.check(head, "Git Sync").orElseThrow().annotations()).isEqualTo(120);
  }

  @Test
  void namesTheRightThatGitHubSaysIsMissing() {
    Answer refusal =
        Answer.refusal(403, "Resource not accessible by integration")
            .with(
                "X-Accepted-GitHub-Permissions", "checks=write,pull_requests=read; metadata=read");
    server().fail("POST /repos/acme/models/check-runs", refusal, 1);
    NeedsUser refused =
        catchThrowableOfType(NeedsUser.class, () -> app().publish(report(Status.RUNNING, 0)));
    assertThat(refused.code()).isEqualTo("HOST-003");
    assertThat(refused.message())
        .isEqualTo(
            "GitHub on localhost refuses this: the credentials lack \"Checks: write, Pull"
                + " requests: read\". It says: Resource not accessible by integration.");
  }

  @Test
  void namesTheRightItselfWhereGitHubDoesNot() {
    server().fail("POST /repos/acme/models/statuses", Answer.refusal(403, ""), 1);
    NeedsUser refused =
        catchThrowableOfType(NeedsUser.class, () -> user().publish(report(Status.RUNNING, 0)));
    assertThat(refused.message())
        .isEqualTo(
            "GitHub on localhost refuses this: the credentials lack \"Commit statuses: write\".");
  }

  @Test
  void addsNoAnnotationsTwiceWhereGitHubFails() {
    CodeHost host = app();
    host.publish(report(Status.RUNNING, 0));
    server().forgetRequests();
    server().fail("PATCH /repos/acme/models/check-runs", Answer.empty(502), 9);
    assertThat(
            catchThrowableOfType(TryLater.class, () -> host.publish(report(Status.FAILED, 3)))
                .code())
        .isEqualTo("HOST-001");
    assertThat(requests().stream().filter(it -> it.startsWith("PATCH "))).hasSize(1);
  }
}
