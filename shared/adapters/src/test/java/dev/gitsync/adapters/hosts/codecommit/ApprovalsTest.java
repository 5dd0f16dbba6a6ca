package dev.gitsync.adapters.hosts.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.CodeCommitServer;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How checks become approvals, and what else CodeCommit has its own way of. */
class ApprovalsTest {

  private static final String MAIN = "refs/heads/main";
  private static final Draft DRAFT = new Draft("edit", "main", "Edit", "");

  private final GitCommits commits = GitCommits.inMemory();
  private final HostedRepository hosted = new HostedRepository(commits, "https://host.example");
  private CodeCommitServer server;
  private CodeHost host;
  private CommitId head;

  @BeforeEach
  void open() throws IOException {
    commits.commit(MAIN, MAIN, Map.of("README.md", "1"));
    head = edit("a: 1");
    server = CodeCommitServer.around(hosted);
    host = CodeCommitHostTest.open(server, "codecommit::eu-west-1://acme");
  }

  @AfterEach
  void close() {
    server.close();
    commits.close();
  }

  private CommitId edit(String text) {
    return commits.commit("refs/heads/edit", MAIN, Map.of("models/orders.yaml", text));
  }

  private long propose() {
    return hosted.propose(DRAFT, Origin.SAME_REPOSITORY);
  }

  private void publish(String workspace, CommitId commit, Status status) {
    String name = "Git Sync / " + workspace;
    host.publish(
        new CheckReport(name, commit, Optional.of(1L), status, "Title", "", "", List.of()));
  }

  private boolean isApproved(CommitId commit) {
    return hosted.check(commit, "approval").filter(it -> it.status() == Status.PASSED).isPresent();
  }

  @Test
  void approvesWhatPassesAndTakesItBackWhenItIsCheckedAgain() {
    propose();
    publish("acme", head, Status.RUNNING);
    assertThat(hosted.writes()).isZero();
    publish("acme", head, Status.PASSED);
    assertThat(isApproved(head)).isTrue();
    publish("acme", head, Status.RUNNING);
    assertThat(isApproved(head)).isFalse();
    publish("acme", head, Status.FAILED);
    assertThat(isApproved(head)).isFalse();
  }

  @Test
  void changesNothingWhenTheSameIsPublishedAgain() {
    propose();
    publish("acme", head, Status.PASSED);
    publish("acme", head, Status.PASSED);
    assertThat(hosted.writes()).isEqualTo(1);
    publish("acme", head, Status.FAILED);
    publish("acme", head, Status.FAILED);
    assertThat(hosted.writes()).isEqualTo(2);
  }

  @Test
  void approvesOnceTheChecksOfAllWorkspacesHavePassed() {
    propose();
    publish("acme", head, Status.RUNNING);
    publish("beta", head, Status.RUNNING);
    publish("acme", head, Status.PASSED);
    assertThat(isApproved(head)).isFalse();
    publish("beta", head, Status.PASSED);
    assertThat(isApproved(head)).isTrue();
  }

  @Test
  void doesNotApproveWhereOneWorkspaceWouldBreakWhicheverEndsLast() {
    propose();
    publish("acme", head, Status.RUNNING);
    publish("beta", head, Status.RUNNING);
    publish("acme", head, Status.FAILED);
    publish("beta", head, Status.PASSED);
    assertThat(isApproved(head)).isFalse();
  }

  @Test
  void approvesNoOtherHeadThanTheOneThatWasChecked() {
    propose();
    publish("acme", head, Status.RUNNING);
    CommitId next = edit("a: 2");
    publish("acme", head, Status.PASSED);
    publish("acme", head, Status.SUPERSEDED);
    assertThat(hosted.checks()).isEmpty();
    publish("acme", next, Status.RUNNING);
    publish("acme", next, Status.PASSED);
    assertThat(isApproved(next)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RevisionNotCurrentException", "PullRequestAlreadyClosedException"})
  void leavesAPullRequestThatMovesOnAtThatMoment(String refusal) {
    propose();
    server.fail("UpdatePullRequestApprovalState", refusal, "Not any more", 1);
    publish("acme", head, Status.PASSED);
    assertThat(isApproved(head)).isFalse();
  }

  @Test
  void saysWhatToDoWhereItOpenedThePullRequestItself() {
    host.open(DRAFT);
    publish("acme", head, Status.RUNNING);
    publish("acme", head, Status.FAILED);
    assertThatThrownBy(() -> publish("acme", head, Status.PASSED))
        .isInstanceOfSatisfying(
            NeedsUser.class,
            it -> {
              assertThat(it.code()).isEqualTo("HOST-003");
              assertThat(it.message()).contains("takes no approval from who opened it");
              assertThat(it.remedy()).startsWith("Approve it as somebody else");
            });
  }

  @Test
  void cutsWhatIsLongerThanCodeCommitTakes() {
    String text = "A line of some words.\n".repeat(1_000);
    long number = host.open(new Draft("edit", "main", "Long ".repeat(100), text)).number();
    host.comment(number, "<!-- marker -->", text + "<!-- marker -->");
    host.comment(number, "<!-- marker -->", text + "<!-- marker -->");
    assertThat(hosted.body(number).length()).isBetween(10_000, 10_240);
    assertThat(hosted.comments(number))
        .extracting(Comment::text)
        .singleElement()
        .asString()
        .hasSizeBetween(10_000, 10_240)
        .endsWith("<!-- marker -->");
  }

  @Test
  void saysNothingAnewThatAPullRequestSaysAlready() {
    long number = propose();
    host.update(number, DRAFT);
    host.update(number, new Draft("edit", "main", "Edit", "More."));
    assertThat(server.calls())
        .filteredOn(it -> it.startsWith("Update"))
        .containsExactly("UpdatePullRequestDescription");
  }

  @Test
  void leavesAClosedPullRequestAsItIs() {
    long number = propose();
    hosted.close(number);
    host.update(number, new Draft("edit", "main", "Other", "More."));
    assertThat(hosted.writes()).isZero();
  }

  @Test
  void findsTheRepositoryByItsAddressForGit() {
    CodeHost byGit =
        CodeCommitHostTest.open(
            server, "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/acme");
    assertThat(byGit.find(propose()).orElseThrow().url())
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/acme"
                + "/pull-requests/1?region=eu-west-1");
  }

  @Test
  void doesNotTakeAPullRequestOfAnotherRepositoryForOneOfThis() {
    propose();
    assertThat(CodeCommitHostTest.open(server, "codecommit::eu-west-1://other").find(1)).isEmpty();
  }

  @Test
  void asksToNameARepositoryThatTheRoleMayNotUse() {
    server.fail("GetPullRequest", "AccessDeniedException", "Not authorized", 1);
    assertThatThrownBy(() -> host.find(1))
        .isInstanceOfSatisfying(
            NeedsUser.class, it -> assertThat(it.remedy()).contains("codeCommitRepositories"));
  }

  @Test
  void saysThatItNeedsNoWebhook() {
    assertThatThrownBy(() -> host.registerWebhook(URI.create("https://sync.example"), "secret"))
        .isInstanceOf(NeedsUser.class)
        .hasMessageContaining("AWS CodeCommit has no webhooks.");
  }
}
