package dev.gitsync.adapters.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.BitbucketCloudServer;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is asked of Bitbucket Cloud, and what is said when it refuses. */
class BitbucketRequestsTest {

  private static final String NAME = "Git Sync / acme";

  private final GitCommits commits = GitCommits.inMemory();
  private final HostedRepository hosted = new HostedRepository(commits, "https://host.example");
  private BitbucketCloudServer bitbucket;
  private CodeHost host;
  private CommitId head;
  private long number;

  @BeforeEach
  void start() throws IOException {
    bitbucket = BitbucketCloudServer.start(hosted);
    host = new Hosts().bitbucket(server().api());
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

  private CheckReport report(int warnings, int errors) {
    var orders = new RepoPath("models/orders.yaml");
    Stream<Annotation> before =
        IntStream.rangeClosed(1, warnings)
            .mapToObj(i -> new Annotation(orders, i, 3, Level.WARNING, "YAML-004", "Odd."));
    Stream<Annotation> after =
        IntStream.rangeClosed(1, errors)
            .mapToObj(i -> new Annotation(orders, i, 3, Level.ERROR, "YAML-004", "Twice."));
    return new CheckReport(
        NAME,
        head,
        Optional.of(number),
        Status.FAILED,
        "Title",
        "Summary.",
        "Text.",
        Stream.concat(before, after).toList());
  }

  private List<String> requests() {
    return server().requests().stream()
        .map(it -> it.replaceAll("\\?.*", "").replace(head.value(), "HEAD"))
        .map(it -> it.replaceAll("git-sync-[0-9a-f]{24}", "KEY"))
        .map(it -> it.replace("/repositories/acme/models", ""))
        .toList();
  }

  @Test
  void writesOneHundredAndTwentyAnnotationsInTwoRequests() {
    host.publish(report(0, 120));
    assertThat(requests())
        .containsExactly(
            "GET /commit/HEAD/statuses/build/KEY",
            "DELETE /commit/HEAD/reports/KEY",
            "PUT /commit/HEAD/reports/KEY",
            "POST /commit/HEAD/reports/KEY/annotations",
            "POST /commit/HEAD/reports/KEY/annotations",
            "POST /commit/HEAD/statuses/build");
  }

  @Test
  void asksOnceWhetherAReportIsThere() {
    host.publish(report(1, 1));
    server().forgetRequests();
    host.publish(report(1, 1));
    assertThat(requests()).containsExactly("GET /commit/HEAD/statuses/build/KEY");
  }

  @Test
  void showsTheWorstWhereThereAreMoreThanAReportTakes() {
    host.publish(report(990, 20));
    String key = hosted.check(head, NAME).map(Check::externalId).orElseThrow();
    List<Node> shown = bitbucket.annotations(head, key);
    assertThat(shown).hasSize(1_000);
    assertThat(shown.stream().map(it -> ((Node.Mapping) it).text("severity").orElse("")))
        .filteredOn("HIGH"::equals)
        .hasSize(20);
  }

  @Test
  void keepsTheReviewersOfAPullRequestThatSaysSomethingElse() {
    bitbucket.addReviewer(number, Author.ADA);
    Node reviewers = bitbucket.reviewers(number);
    host.update(number, new Draft("edit", "main", "Edit more", "More."));
    assertThat(bitbucket.reviewers(number)).isEqualTo(reviewers);
  }

  @Test
  void namesTheScopeThatBitbucketSaysIsMissing() {
    Answer refusal =
        BitbucketCloudServer.refusal(403, "Your credentials lack a required scope.")
            .with("X-Accepted-OAuth-Scopes", "repository:write");
    server().fail("POST /repositories/acme/models/commit", refusal, 1);
    NeedsUser refused = catchThrowableOfType(NeedsUser.class, () -> host.publish(report(0, 0)));
    assertThat(refused.code()).isEqualTo("HOST-003");
    assertThat(refused.message())
        .isEqualTo(
            "Bitbucket on localhost refuses this: the credentials lack \"repository:write\"."
                + " It says: Your credentials lack a required scope.");
  }

  @Test
  void namesTheRightItselfWhereBitbucketDoesNot() {
    server().fail("GET /repositories/acme/models/hooks", Answer.empty(403), 1);
    NeedsUser refused =
        catchThrowableOfType(
            NeedsUser.class,
            () -> host.registerWebhook(URI.create("https://sync.example.com/acme"), "not used"));
    assertThat(refused.message())
        .isEqualTo(
            "Bitbucket on localhost refuses this: the credentials lack \"webhook, as an"
                + " administrator of the repository\".");
  }

  @Test
  void asksForTheRightToKnowWhoAUserIsInsteadOfCommentingTwice() {
    host.comment(number, "mark", "Red.");
    server().fail("GET /user", BitbucketCloudServer.refusal(403, ""), 1);
    NeedsUser refused =
        catchThrowableOfType(NeedsUser.class, () -> host.comment(number, "mark", "Green."));
    assertThat(refused.message()).contains("the credentials lack \"account\"");
    assertThat(hosted.comments(number)).hasSize(1);
  }
}
