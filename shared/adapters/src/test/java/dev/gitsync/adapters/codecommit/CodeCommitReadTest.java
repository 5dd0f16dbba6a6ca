package dev.gitsync.adapters.codecommit;

import static dev.gitsync.adapters.codecommit.CodeCommitFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.Missing;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.PlantedSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read, what it costs, and what is said when it fails. */
class CodeCommitReadTest {

  private static final RepoPath A = new RepoPath("models/a.yaml");

  @TempDir Path folder;
  private CodeCommitFixture codeCommit;
  private CommitId first;

  @BeforeEach
  void start() throws IOException {
    codeCommit = CodeCommitFixture.start(folder);
    first = codeCommit.push(Optional.empty(), draft("One\n", Map.of(A.value(), "a: 1\n")));
    codeCommit.server().forgetCalls();
  }

  @AfterEach
  void stop() {
    codeCommit.close();
  }

  @Test
  void asksOnceWhetherTheBranchMoved() {
    codeCommit.open().tip();
    assertThat(codeCommit.server().calls()).containsExactly("GetBranch");
  }

  @Test
  void pushesOneFileWithThreeCalls() {
    try (GitRemote remote = codeCommit.open()) {
      remote.tip();
      remote.read(first, Set.of(A));
      remote.push(Optional.of(first), List.of(draft("Two\n", Map.of(A.value(), "a: 2\n"))));
    }
    assertThat(codeCommit.server().calls()).containsExactly("GetBranch", "GetFile", "CreateCommit");
  }

  @Test
  void looksAtAnUnreadFileBeforeItIsWritten() {
    codeCommit.push(first, draft("Two\n", Map.of(A.value(), "a: 2\n")));
    assertThat(codeCommit.server().calls()).containsExactly("GetFolder", "CreateCommit");
  }

  @Test
  void saysThatTheBranchIsMissingWhereThereAreOthers() throws IOException {
    for (String other : List.of("a", "b", "c")) {
      codeCommit.git("branch", other, "main");
    }
    assertThat(codeCommit.open("acme", "gone").tip()).isEqualTo(new Missing());
    assertThat(codeCommit.server().calls()).containsExactly("GetBranch", "ListBranches");
  }

  @Test
  void tellsAFileThatTheApiDoesNotGiveAsOneThatIsTooLong() throws IOException {
    String stream =
        """
        commit refs/heads/main
        committer A <a@example.com> 1700000000 +0000
        data 2
        C
        from %s
        M 100644 inline models/a.yaml
        data 7000000
        %s
        M 120000 inline models/link.yaml
        data 6
        a.yaml
        """
            .formatted(first, "#".repeat(7_000_000));
    Files.writeString(folder.resolve("stream"), stream);
    CGitServer.run(folder.resolve("acme.git"), "sh", "-c", "git fast-import --quiet < ../stream");
    var link = new RepoPath("models/link.yaml");
    try (GitRemote remote = codeCommit.open()) {
      CommitId tip = ((GitRemote.At) remote.tip()).commit();
      assertThat(remote.list(tip)).containsExactlyInAnyOrder(A, link);
      Map<RepoPath, byte[]> contents = remote.read(tip, Set.of(A, link));
      assertThat(contents).containsOnlyKeys(A);
      assertThat(contents.get(A)).hasSize(GitRemote.MOST_BYTES);
    }
  }

  @Test
  void saysThatThereIsNoRepository() {
    assertNeedsUser("GIT-006", codeCommit.open("nothing", "main")::tip);
  }

  @Test
  void saysThatThereIsNoSuchRegion() {
    CodeCommitRemotes remotes = CodeCommitFixture.remotes(codeCommit.server().endpoint());
    assertNeedsUser(
        "GIT-006", () -> CodeCommitFixture.open(remotes, "codecommit::mars-1://acme", "main"));
  }

  @Test
  void wantsNoCredentials() {
    var settings =
        new LinkSettings(
            new RepositoryUrl("codecommit::eu-west-1://acme"),
            "main",
            "",
            LinkSettings.Mode.RUNNING);
    assertNeedsUser(
        "GIT-015",
        () ->
            new CodeCommitRemotes(new CodeCommitClients())
                .open(
                    settings,
                    new LinkLayout(Fixtures.ACME, ""),
                    Credentials.token("me", PlantedSecrets.keep("planted-password"))));
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, GIT-007",
    "EncryptionKeyDisabledException, GIT-007",
    "UnrecognizedClientException, GIT-005"
  })
  void saysWhatTheUserHasToDo(String type, String code) {
    codeCommit.server().fail("GetBranch", type, "because", 1);
    assertThatThrownBy(codeCommit.open()::tip)
        .isInstanceOfSatisfying(
            NeedsUser.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.message()).endsWith("because").doesNotContain("planted-password");
            });
  }

  @Test
  void stopsReadingAtTheFirstFailureAndSaysWhichItWas() {
    codeCommit.server().fail("GetFile", "AccessDeniedException", "because", 2);
    var other = new RepoPath("models/b.yaml");
    assertNeedsUser("GIT-007", () -> codeCommit.open().read(first, Set.of(A, other)));
  }

  @Test
  void comesAgainWhenTheCommitIsGone() {
    var gone = new CommitId("0123456789abcdef0123456789abcdef01234567");
    assertTryLater("GIT-011", () -> codeCommit.open().list(gone));
    assertTryLater("GIT-011", () -> codeCommit.open().history(Optional.of(first), gone));
  }

  @Test
  void comesAgainWhenNobodyAnswers() {
    CodeCommitRemotes remotes = CodeCommitFixture.remotes(URI.create("http://localhost:1"));
    assertTryLater(
        "GIT-010",
        () -> CodeCommitFixture.open(remotes, "codecommit::eu-west-1://acme", "main").tip());
  }

  private static void assertNeedsUser(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertTryLater(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TryLater.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
