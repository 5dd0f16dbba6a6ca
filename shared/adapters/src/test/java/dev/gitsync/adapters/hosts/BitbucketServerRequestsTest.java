package dev.gitsync.adapters.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.BitbucketDataCenterServer;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.HostServer;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is asked of Bitbucket Data Center, and what is said when it refuses. */
class BitbucketServerRequestsTest {

  private static final URI ADDRESS = URI.create("https://sync.example.com/webhooks/any/acme");
  private static final String NAME = "Git Sync / acme";
  private static final String REPOSITORY = "/api/latest/projects/acme/repos/models";

  private final GitCommits commits = GitCommits.inMemory();
  private final HostedRepository hosted = new HostedRepository(commits, "https://host.example");
  private BitbucketDataCenterServer bitbucket;
  private CodeHost host;
  private CommitId head;
  private long number;

  @BeforeEach
  void start() throws IOException {
    bitbucket = BitbucketDataCenterServer.start(hosted);
    host = new Hosts().bitbucketServer(server().api());
    commits.commit("refs/heads/main", "refs/heads/main", Map.of("README.md", "1"));
    head =
        commits.commit("refs/heads/edit", "refs/heads/main", Map.of("models/orders.yaml", "a: 1"));
    number = hosted.propose(new Draft("edit", "main", "Edit", ""), Origin.SAME_REPOSITORY);
  }

  @AfterEach
  void stop() throws Exception {
    bitbucket.close();
    commits.close();
  }

  private HostServer server() {
    return bitbucket.server();
  }

  private CheckReport report(int annotations) {
    var orders = new RepoPath("models/orders.yaml");
    List<Annotation> remarks =
        IntStream.rangeClosed(1, annotations)
            .mapToObj(i -> new Annotation(orders, i, 3, Level.ERROR, "YAML-004", "Twice."))
            .toList();
    return new CheckReport(
        NAME, head, Optional.of(number), Status.FAILED, "Title", "Summary.", "Text.", remarks);
  }

  private List<String> requests() {
    return server().requests().stream()
        .map(it -> it.replaceAll("\\?.*", "").replace(head.value(), "HEAD"))
        .map(it -> it.replaceAll("git-sync-[0-9a-f]{24}", "KEY"))
        .map(it -> it.replace("/latest/projects/acme/repos/models", ""))
        .toList();
  }

  @Test
  void writesAllAnnotationsInOneRequest() {
    host.publish(report(1_200));
    assertThat(requests())
        .containsExactly(
            "GET /api/commits/HEAD/builds",
            "DELETE /insights/commits/HEAD/reports/KEY",
            "PUT /insights/commits/HEAD/reports/KEY",
            "POST /insights/commits/HEAD/reports/KEY/annotations",
            "POST /api/commits/HEAD/builds");
    assertThat(hosted.check(head, NAME).map(Check::annotations)).contains(1_000);
  }

  @Test
  void asksOnceWhetherAReportIsThere() {
    host.publish(report(1));
    server().forgetRequests();
    host.publish(report(1));
    assertThat(requests()).containsExactly("GET /api/commits/HEAD/builds");
  }

  @Test
  void addsNoAnnotationsTwiceWhereBitbucketFails() {
    server().fail("POST /insights", Answer.empty(502), 1);
    assertThat(catchThrowableOfType(TryLater.class, () -> host.publish(report(3))).code())
        .isEqualTo("HOST-001");
    host.publish(report(3));
    assertThat(hosted.check(head, NAME).map(Check::annotations)).contains(3);
  }

  @Test
  void keepsTheReviewersOfAPullRequestThatSaysSomethingElse() {
    bitbucket.addReviewer(number, Author.ADA);
    Node reviewers = bitbucket.reviewers(number);
    host.update(number, new Draft("edit", "main", "Edit more", "More."));
    assertThat(bitbucket.reviewers(number)).isEqualTo(reviewers);
  }

  @Test
  void leavesADoubledCommentThatWasRepliedTo() {
    String marker = "\n\n[//]: # (mark)";
    hosted.sayAsUs(number, "First." + marker);
    hosted.sayAsUs(number, "Second." + marker);
    Answer refusal = BitbucketDataCenterServer.refusal(409, "The comment has replies.");
    server().fail("DELETE " + REPOSITORY, refusal, 1);
    host.comment(number, "mark", "Red.");
    assertThat(hosted.comments(number).getFirst().text()).isEqualTo("Red." + marker);
  }

  @Test
  void takesARefusalOfSomebodyWhomTheServerKnowsForAMissingRight() {
    Answer refusal =
        BitbucketDataCenterServer.refusal(401, "You are not permitted to access this resource.");
    server().fail("GET " + REPOSITORY + "/webhooks", BitbucketDataCenterServer.named(refusal), 1);
    NeedsUser refused =
        catchThrowableOfType(NeedsUser.class, () -> host.registerWebhook(ADDRESS, "not used"));
    assertThat(refused.code()).isEqualTo("HOST-003");
    assertThat(refused.message())
        .isEqualTo(
            "Bitbucket Data Center on localhost refuses this: the credentials lack \"Repository"
                + " admin\". It says: You are not permitted to access this resource.");
  }

  @Test
  void takesOtherRefusalsForWrongCredentials() {
    Answer refusal = BitbucketDataCenterServer.refusal(401, "Authentication failed.");
    server().fail("GET " + REPOSITORY, refusal, 1);
    assertThat(catchThrowableOfType(NeedsUser.class, () -> host.find(number)).code())
        .isEqualTo("HOST-002");
  }
}
