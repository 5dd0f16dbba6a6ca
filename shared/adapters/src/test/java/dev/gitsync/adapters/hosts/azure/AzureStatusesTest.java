package dev.gitsync.adapters.hosts.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.AzureDevOpsServer;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which commit a status of a pull request counts for. */
class AzureStatusesTest {

  private static final String MAIN = "refs/heads/main";
  private static final String NAME = "Git Sync / acme";

  private final GitCommits commits = GitCommits.inMemory();
  private final HostedRepository hosted = new HostedRepository(commits, "https://host.example");
  private AzureDevOpsServer server;
  private CodeHost host;
  private long number;

  @BeforeEach
  void open() throws IOException {
    commits.commit(MAIN, MAIN, Map.of("README.md", "1"));
    edit("a: 1");
    number = hosted.propose(new Draft("edit", "main", "Edit", ""), Origin.SAME_REPOSITORY);
    server = AzureDevOpsServer.start(hosted);
    host = AzureHostTest.open(server.server().api());
  }

  @AfterEach
  void close() {
    server.close();
    commits.close();
  }

  private CommitId edit(String text) {
    return commits.commit("refs/heads/edit", MAIN, Map.of("models/orders.yaml", text));
  }

  private CheckReport report(CommitId head, Status status) {
    return new CheckReport(NAME, head, Optional.of(number), status, "Title", "", "", List.of());
  }

  @Test
  void countsForTheHeadThatWasCheckedAndNotForTheNext() {
    CommitId first = host.find(number).orElseThrow().head();
    host.publish(report(first, Status.PASSED));
    CommitId second = edit("a: 2");
    assertThat(hosted.check(second, NAME)).isEmpty();
    host.publish(report(first, Status.SUPERSEDED));
    host.publish(report(second, Status.FAILED));
    assertThat(hosted.check(first, NAME).map(Check::status)).contains(Status.SUPERSEDED);
    assertThat(hosted.check(second, NAME).map(Check::status)).contains(Status.FAILED);
    assertThat(server.server().requests())
        .filteredOn(it -> it.startsWith("POST"))
        .extracting(it -> it.replaceAll(".*/(iterations/.*)\\?.*", "$1"))
        .containsExactly("iterations/1/statuses", "iterations/1/statuses", "iterations/2/statuses");
  }

  @Test
  void waitsForAnIterationThatIsNotThereYet() {
    var later = new CommitId("c".repeat(40));
    assertThatThrownBy(() -> host.publish(report(later, Status.RUNNING)))
        .isInstanceOf(TryLater.class)
        .hasMessageContaining("Azure DevOps does not show commit ccccccc");
    host.publish(report(later, Status.SUPERSEDED));
    assertThat(hosted.writes()).isZero();
  }

  @Test
  void namesTheRightThatAStatusNeeds() {
    CommitId head = host.find(number).orElseThrow().head();
    server.server().fail("POST", Answer.refusal(403, "TF401027: You need GenericContribute."), 1);
    assertThatThrownBy(() -> host.publish(report(head, Status.RUNNING)))
        .isInstanceOf(NeedsUser.class)
        .hasMessageContaining("Code (Status), Contribute to pull requests");
  }

  @Test
  void knowsTheHeadBeforeAzureDevOpsHasTriedToMergeIt() {
    host.find(number);
    CommitId second = edit("a: 2");
    assertThat(host.find(number).orElseThrow().head()).isEqualTo(second);
  }
}
