package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.GitRemoteContract;
import dev.gitsync.testkit.PlantedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against the git program's own server, and what only a real server can show. */
class JGitRemoteTest extends GitRemoteContract {

  private static final Credentials GOOD = Credentials.token(CGitServer.USER, CGitServer.TOKEN);

  @TempDir Path folder;
  private CGitServer server;

  @BeforeEach
  void start() throws IOException {
    CGitServer.init(folder.resolve("acme.git"));
    server = CGitServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected GitRemote open(String branch) {
    return open("acme.git", branch, GOOD, Set.of("localhost"));
  }

  @Override
  protected void keepBranch(String name, CommitId commit) throws IOException {
    CGitServer.run(
        folder.resolve("acme.git"), "git", "update-ref", "refs/heads/" + name, commit.value());
  }

  @Override
  protected void forcePush(CommitId to) throws IOException {
    CGitServer.run(folder.resolve("acme.git"), "git", "update-ref", "refs/heads/main", to.value());
  }

  @Override
  protected boolean givesLostCommits() {
    return false;
  }

  private GitRemote open(
      String repository, String branch, Credentials credentials, Set<String> allowed) {
    var settings =
        new LinkSettings(
            new RepositoryUrl(server.uri(repository).toString()),
            branch,
            "",
            LinkSettings.Mode.RUNNING);
    return new JGitOverHttp(allowed)
        .open(settings, new LinkLayout(new WorkspaceId("acme"), ""), credentials);
  }

  private CommitId push(GitRemote remote, Optional<CommitId> expected, String text) {
    var draft =
        new GitRemote.CommitDraft(
            Map.of(new RepoPath("models/a.yaml"), text),
            new Person("Ada", "ada@example.com"),
            Instant.EPOCH,
            "Edit\n");
    return ((GitRemote.Pushed) remote.push(expected, List.of(draft))).tip();
  }

  @Test
  void asksForTheTipWithOneRequest() {
    try (GitRemote remote = open()) {
      push(remote, Optional.empty(), "a: 1\n");
    }
    int before = server.requests().size();
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isInstanceOf(GitRemote.At.class);
    }
    assertThat(server.requests()).hasSize(before + 1);
  }

  @Test
  void saysWhenTheBranchIsMissing() {
    try (GitRemote remote = open()) {
      push(remote, Optional.empty(), "a: 1\n");
    }
    try (GitRemote remote = open("acme.git", "other", GOOD, Set.of("localhost"))) {
      assertThat(remote.tip()).isEqualTo(new GitRemote.Missing());
    }
  }

  @Test
  void saysWhenTheTokenIsWrongWithoutShowingIt() {
    var wrong = Credentials.token("sync", PlantedSecrets.keep("not-the-token"));
    try (GitRemote remote = open("acme.git", "main", wrong, Set.of("localhost"))) {
      assertThatThrownBy(remote::tip)
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-005"))
          .message()
          .doesNotContain("not-the-token");
    }
  }

  @Test
  void saysWhenTheRepositoryIsNotThere() {
    try (GitRemote remote = open("nothing.git", "main", GOOD, Set.of("localhost"))) {
      assertThatThrownBy(remote::tip)
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-006"));
    }
  }

  @Test
  void saysWhenTheServerIsNotThere() {
    server.close();
    try (GitRemote remote = open()) {
      assertThatThrownBy(remote::tip).isInstanceOf(TryLater.class);
    }
  }

  @Test
  void doesNotReachPrivateAddresses() {
    assertThatThrownBy(() -> open("acme.git", "main", GOOD, Set.of()).tip())
        .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-008"));
  }

  @Test
  void givesTheHostsOwnWordsWhenAPushIsRefused() throws IOException {
    Path hook = folder.resolve("acme.git/hooks/pre-receive");
    Files.writeString(
        hook, "#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (GitRemote remote = open()) {
      var draft =
          new GitRemote.CommitDraft(
              Map.of(new RepoPath("models/a.yaml"), "a: 1\n"),
              Person.SERVICE,
              Instant.EPOCH,
              "Edit\n");
      assertThat(remote.push(Optional.empty(), List.of(draft)))
          .isInstanceOfSatisfying(
              GitRemote.Refused.class,
              refused ->
                  assertThat(refused.words()).contains("GH006: Protected branch update failed"));
      assertThat(remote.tip()).isEqualTo(new GitRemote.Unborn());
    }
  }

  @Test
  void writesRepositoriesThatGitFindsSound() throws IOException {
    try (GitRemote remote = open()) {
      CommitId first = push(remote, Optional.empty(), "a: 1\n");
      push(remote, Optional.of(first), "a: 2\n");
    }
    Path repository = folder.resolve("acme.git");
    assertThat(CGitServer.run(repository, "git", "fsck", "--strict")).doesNotContain("error");
    assertThat(CGitServer.run(repository, "git", "log", "--format=%an <%ae> %cn %s", "main"))
        .isEqualTo("Ada <ada@example.com> Git Sync Edit\nAda <ada@example.com> Git Sync Edit\n");
  }
}
