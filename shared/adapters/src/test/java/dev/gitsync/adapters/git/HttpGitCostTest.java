package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.At;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What operations cost: requests, and bytes as they pass over the socket with request lines, status
 * lines and headers (without TLS, and with a path and host as short as they are here). The same in
 * a repository of three files and in one of 5,000 files and 200 commits more.
 */
class HttpGitCostTest {

  private static final RepoPath ORDERS = new RepoPath("models/orders.yaml");

  @TempDir Path folder;
  private CGitServer server;
  private ByteMeter meter;
  private HttpGitRemotes remotes;
  private int asked;

  @BeforeEach
  void start() throws IOException {
    server = CGitServer.start(folder);
    meter = ByteMeter.before(server.uri("acme.git").getPort());
    remotes = HttpGitRemoteTest.remotes();
  }

  @AfterEach
  void stop() throws IOException {
    meter.close();
    server.close();
  }

  /** A repository with the link's files, in which much else happens too, or not. */
  private CommitId repository(int otherFiles, int otherCommits) throws IOException {
    Path repository = folder.resolve("acme.git");
    CGitServer.init(repository);
    CGitServer.run(repository, "git", "config", "uploadpack.allowFilter", "true");
    var input = new StringBuilder("commit refs/heads/main\n");
    input.append("committer A <a@example.com> 1700000000 +0000\ndata 5\nFirst\n");
    file(input, "models/orders.yaml", "name: Orders\n");
    file(input, "models/users.yaml", "name: Users\n");
    file(input, "manifest-acme.yaml", "version: 1\n");
    for (int i = 0; i < otherFiles; i++) {
      file(input, "src/d" + i % 50 + "/f" + i + ".txt", "file " + i + "\n");
    }
    for (int i = 0; i < otherCommits; i++) {
      input.append("commit refs/heads/main\n");
      input.append("committer A <a@example.com> " + (1_700_000_001 + i) + " +0000\n");
      input.append("data 4\nMore\n");
      file(input, "src/d0/f0.txt", "again " + i + "\n");
    }
    Path stream = folder.resolve("stream");
    Files.writeString(stream, input);
    CGitServer.run(repository, "sh", "-c", "git fast-import --quiet < ../stream");
    return new CommitId(CGitServer.run(repository, "git", "rev-parse", "main").strip());
  }

  private static void file(StringBuilder input, String path, String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    input.append("M 100644 inline " + path + "\ndata " + length + "\n" + text + "\n");
  }

  private GitRemote open() {
    return HttpGitRemoteTest.open(
        remotes, meter.through(server.uri("acme.git")), "main", HttpGitRemoteTest.GOOD);
  }

  private void reset() {
    asked = server.requests().size();
    meter.reset();
  }

  private int requests() {
    return server.requests().size() - asked;
  }

  private String cost() {
    return "%d requests, %d bytes up, %d down".formatted(requests(), meter.up(), meter.down());
  }

  private static CommitId push(GitRemote remote, CommitId tip, String text) {
    var draft =
        new CommitDraft(
            Map.of(ORDERS, text),
            new Person("Ada Lovelace", "ada@example.com"),
            Instant.parse("2026-01-02T12:00:00Z"),
            "Update model orders\n\nGit-Sync-Workspace: acme\nGit-Sync-Change: 1/1\n");
    return ((Pushed) remote.push(Optional.of(tip), List.of(draft))).tip();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000})
  void asksForAnUnchangedTipWithOneRequest(int others) throws IOException {
    CommitId tip = repository(others, others / 25);
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(tip));
    }
    reset();
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(tip));
    }
    assertThat(requests()).as(cost()).isEqualTo(1);
    assertThat(meter.connections()).as(cost()).isZero();
    assertThat(meter.up() + meter.down()).as(cost()).isLessThanOrEqualTo(600);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000})
  void readsAndPushesAFileOfAnUnknownRepositoryWithSixRequests(int others) throws IOException {
    CommitId tip = repository(others, others / 25);
    reset();
    CommitId pushed;
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(tip));
      assertThat(remote.read(tip, Set.of(ORDERS))).containsOnlyKeys(ORDERS);
      pushed = push(remote, tip, "name: Orders of today\n");
    }
    assertThat(requests()).as(cost()).isEqualTo(6);
    assertThat(meter.connections()).as(cost()).isEqualTo(1);
    assertThat(meter.up()).as(cost()).isLessThan(3_500);
    assertThat(meter.down()).as(cost()).isLessThan(3_500);
    assertThat(CGitServer.run(folder.resolve("acme.git"), "git", "show", pushed + ":" + ORDERS))
        .isEqualTo("name: Orders of today\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000})
  void pushesAFileOfAKnownRepositoryWithOneRequest(int others) throws IOException {
    CommitId tip = repository(others, others / 25);
    CommitId first;
    try (GitRemote remote = open()) {
      first = push(remote, tip, "name: Orders of today\n");
    }
    reset();
    try (GitRemote remote = open()) {
      push(remote, first, "name: Orders of tomorrow\n");
    }
    assertThat(requests()).as(cost()).isEqualTo(1);
    assertThat(meter.up()).as(cost()).isLessThanOrEqualTo(1_500);
    assertThat(meter.down()).as(cost()).isLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000})
  void readsAnEditInTheRepositoryWithThreeRequests(int others) throws IOException {
    CommitId tip = repository(others, others / 25);
    CommitId first;
    try (GitRemote remote = open()) {
      first = push(remote, tip, "name: Orders of today\n");
    }
    CommitId edited;
    try (GitRemote other =
        HttpGitRemoteTest.open(
            HttpGitRemoteTest.remotes(), server.uri("acme.git"), "main", HttpGitRemoteTest.GOOD)) {
      edited = push(other, first, "name: Orders of tomorrow\n");
    }
    reset();
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(edited));
      GitRemote.History history = remote.history(Optional.of(first), edited);
      assertThat(history.changed()).containsExactly(ORDERS);
      assertThat(remote.read(edited, Set.of(ORDERS))).containsOnlyKeys(ORDERS);
    }
    assertThat(requests()).as(cost()).isEqualTo(3);
    assertThat(meter.up() + meter.down()).as(cost()).isLessThan(3_000);
  }
}
