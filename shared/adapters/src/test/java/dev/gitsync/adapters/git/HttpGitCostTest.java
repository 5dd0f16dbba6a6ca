package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.At;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.CGitServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operations cost: requests, and bytes as they pass over the socket with request lines, status
 * lines and headers (without TLS, and with a path and host as short as they are here). The same in
 * a small repository, in one with 40,000 files more, and in one with 20,000 commits more.
 */
class HttpGitCostTest {

  private static final RepoPath ORDERS = new RepoPath("models/orders.yaml");

  /** Ids are random to a compressor, so that bytes differ a little between repositories. */
  private static final int NOISE = 64;

  @TempDir private static Path folder;
  private static CGitServer server;
  private static ByteMeter meter;
  private static int copies;

  /** A repository in which much else happens, or not. */
  private enum Scale {
    SMALL(1, 0),
    MORE_FILES(40_000, 0),
    MORE_COMMITS(1, 20_000);

    private final int files;
    private final int commits;

    Scale(int files, int commits) {
      this.files = files;
      this.commits = commits;
    }
  }

  /** What an operation cost. */
  private record Cost(int requests, int connections, long up, long down) {}

  /** One process that works with one repository. */
  private static final class Visit {
    private final String repository;
    private EngineRemotes remotes;
    private int asked;

    private final InMemoryLinkMemory memory = new InMemoryLinkMemory();

    Visit(String repository) {
      this.repository = repository;
      startProcess();
    }

    /** All that was in memory is gone. */
    void startProcess() {
      remotes =
          new EngineRemotes(new AddressGuard(Set.of("localhost")), memory, InstantSource.system());
    }

    GitRemote open() {
      return HttpGitRemoteTest.open(
          remotes, meter.through(server.uri(repository)), "main", HttpGitRemoteTest.GOOD);
    }

    CommitId tip() throws IOException {
      return new CommitId(
          CGitServer.run(folder.resolve(repository), "git", "rev-parse", "main").strip());
    }

    void reset() {
      asked = server.requests().size();
      meter.reset();
    }

    Cost cost() {
      return new Cost(
          server.requests().size() - asked, meter.connections(), meter.up(), meter.down());
    }
  }

  @BeforeAll
  static void start() throws IOException {
    for (Scale scale : Scale.values()) {
      make(scale);
    }
    server = CGitServer.start(folder);
    meter = ByteMeter.before(server.uri("x").getPort());
  }

  @AfterAll
  static void stop() throws IOException {
    meter.close();
    server.close();
  }

  private static void make(Scale scale) throws IOException {
    Path repository = folder.resolve(scale + ".git");
    CGitServer.init(repository);
    Path stream = folder.resolve("stream");
    try (BufferedWriter out = Files.newBufferedWriter(stream)) {
      commit(out, 0);
      file(out, "models/orders.yaml", "name: Orders\n");
      file(out, "models/users.yaml", "name: Users\n");
      file(out, "manifest-acme.yaml", "version: 1\n");
      for (int i = 0; i < scale.files; i++) {
        file(out, "src/d" + i % 400 + "/f" + i + ".txt", "file " + i + "\n");
      }
      for (int i = 1; i <= scale.commits; i++) {
        commit(out, i);
        file(out, "src/d0/f0.txt", "again " + i + "\n");
      }
    }
    CGitServer.run(repository, "sh", "-c", "git fast-import --quiet < ../stream");
  }

  private static void commit(BufferedWriter out, int number) throws IOException {
    out.write("commit refs/heads/main\ncommitter A <a@example.com> ");
    out.write(1_700_000_000 + number + " +0000\ndata 2\nC\n");
  }

  private static void file(BufferedWriter out, String path, String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    out.write("M 100644 inline " + path + "\ndata " + length + "\n" + text + "\n");
  }

  private static Visit visit(Scale scale) throws IOException {
    String name = "c" + ++copies + ".git";
    CGitServer.run(folder, "git", "clone", "-q", "--bare", scale + ".git", name);
    CGitServer.configure(
        folder.resolve(name), "uploadpack.allowFilter=true", "http.receivepack=true");
    return new Visit(name);
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

  private static CommitId delete(GitRemote remote, CommitId tip) {
    var draft =
        new CommitDraft(
            Map.of(), Set.of(ORDERS), Person.SERVICE, Instant.EPOCH, "Delete model orders\n");
    return ((Pushed) remote.push(Optional.of(tip), List.of(draft))).tip();
  }

  private static void assertAlike(Cost cost, Cost small, Scale scale) {
    assertThat(cost.requests()).as(scale + ": " + cost).isEqualTo(small.requests());
    assertThat(cost.up()).as(scale + ": " + cost).isBetween(small.up() - NOISE, small.up() + NOISE);
    assertThat(cost.down())
        .as(scale + ": " + cost)
        .isBetween(small.down() - NOISE, small.down() + NOISE);
  }

  /** Measures something in each repository; gives the cost in the small one. */
  private static Cost measure(Measuring measuring) throws IOException {
    Cost small = measuring.in(visit(Scale.SMALL));
    for (Scale scale : List.of(Scale.MORE_FILES, Scale.MORE_COMMITS)) {
      assertAlike(measuring.in(visit(scale)), small, scale);
    }
    return small;
  }

  /** What is done in a repository, some of which counts. */
  @FunctionalInterface
  private interface Measuring {
    Cost in(Visit visit) throws IOException;
  }

  @Test
  void asksForAnUnchangedTipWithOneRequest() throws IOException {
    Cost cost =
        measure(
            visit -> {
              CommitId tip = visit.tip();
              try (GitRemote remote = visit.open()) {
                assertThat(remote.tip()).isEqualTo(new At(tip));
              }
              visit.reset();
              try (GitRemote remote = visit.open()) {
                assertThat(remote.tip()).isEqualTo(new At(tip));
              }
              return visit.cost();
            });
    assertThat(cost.requests()).isEqualTo(1);
    assertThat(cost.connections()).isZero();
    assertThat(cost.up() + cost.down()).as(cost.toString()).isLessThanOrEqualTo(600);
  }

  @Test
  void readsAndPushesAFileOfAnUnknownRepositoryWithSixRequests() throws IOException {
    Cost cost =
        measure(
            visit -> {
              CommitId tip = visit.tip();
              visit.reset();
              CommitId pushed;
              try (GitRemote remote = visit.open()) {
                assertThat(remote.tip()).isEqualTo(new At(tip));
                assertThat(remote.read(tip, Set.of(ORDERS))).containsOnlyKeys(ORDERS);
                pushed = push(remote, tip, "name: Orders of today\n");
              }
              Cost spent = visit.cost();
              assertThat(visit.tip()).isEqualTo(pushed);
              return spent;
            });
    assertThat(cost.requests()).isEqualTo(6);
    assertThat(cost.connections()).isEqualTo(1);
    assertThat(cost.up()).as(cost.toString()).isLessThan(3_000);
    assertThat(cost.down()).as(cost.toString()).isLessThan(3_000);
  }

  @Test
  void deletesAFileForNoMoreThanItWritesOne() throws IOException {
    Cost cold =
        measure(
            visit -> {
              CommitId tip = visit.tip();
              visit.reset();
              try (GitRemote remote = visit.open()) {
                remote.tip();
                remote.read(tip, Set.of(ORDERS));
                delete(remote, tip);
              }
              return visit.cost();
            });
    assertThat(cold.requests()).isEqualTo(6);
    Cost warm =
        measure(
            visit -> {
              CommitId first;
              try (GitRemote remote = visit.open()) {
                first = push(remote, visit.tip(), "name: Orders of today\n");
              }
              visit.reset();
              try (GitRemote remote = visit.open()) {
                delete(remote, first);
              }
              return visit.cost();
            });
    assertThat(warm.requests()).isEqualTo(1);
  }

  @Test
  void pushesAFileOfAKnownRepositoryWithOneRequest() throws IOException {
    Cost cost =
        measure(
            visit -> {
              CommitId first;
              try (GitRemote remote = visit.open()) {
                first = push(remote, visit.tip(), "name: Orders of today\n");
              }
              visit.reset();
              try (GitRemote remote = visit.open()) {
                assertThat(remote.lastSeen()).contains(first);
                push(remote, first, "name: Orders of tomorrow\n");
              }
              return visit.cost();
            });
    assertThat(cost.requests()).isEqualTo(1);
    assertThat(cost.up()).as(cost.toString()).isLessThan(1_000);
    assertThat(cost.down()).as(cost.toString()).isLessThan(350);
  }

  /** The file's text has to be fetched; all that leads to it is remembered. */
  @Test
  void readsAndPushesAFileOfARememberedRepositoryWithTwoRequests() throws IOException {
    Cost cost =
        measure(
            visit -> {
              CommitId first;
              try (GitRemote remote = visit.open()) {
                first = push(remote, visit.tip(), "name: Orders of today\n");
              }
              visit.startProcess();
              visit.reset();
              RepoPath users = new RepoPath("models/users.yaml");
              try (GitRemote remote = visit.open()) {
                assertThat(remote.lastSeen()).contains(first);
                assertThat(remote.read(first, Set.of(ORDERS, users))).hasSize(2);
                push(remote, first, "name: Orders of tomorrow\n");
              }
              return visit.cost();
            });
    assertThat(cost.requests()).isEqualTo(2);
  }

  /** Learns with one request that the host gives trees alone, and then asks for no others. */
  @Test
  void readsNoMoreThanItNeedsWithinTheLimitsOfGitHub() throws IOException {
    Visit visit = visit(Scale.MORE_FILES);
    CGitServer.configure(folder.resolve(visit.repository), HttpGitRemoteTest.GITHUB);
    CommitId tip = visit.tip();
    visit.reset();
    try (GitRemote remote = visit.open()) {
      remote.tip();
      remote.read(tip, Set.of(ORDERS));
      push(remote, tip, "name: Orders of today\n");
    }
    assertThat(visit.cost().requests()).isEqualTo(8);
    assertThat(visit.cost().down()).as(visit.cost().toString()).isLessThan(4_000);
  }

  @Test
  void remembersOnceForEachMoveOfTheBranch() throws IOException {
    Visit visit = visit(Scale.SMALL);
    CommitId tip = visit.tip();
    try (GitRemote remote = visit.open()) {
      tip = push(remote, tip, "name: Orders of today\n");
    }
    for (int poll = 0; poll < 3; poll++) {
      try (GitRemote remote = visit.open()) {
        remote.tip();
      }
    }
    assertThat(visit.memory.writes()).isEqualTo(1);
    visit.startProcess();
    try (GitRemote remote = visit.open()) {
      assertThat(remote.lastSeen()).contains(tip);
      remote.read(tip, Set.of(ORDERS));
    }
    assertThat(visit.memory.writes()).isEqualTo(1);
  }

  /** What is kept may be of another time, or damaged: that costs requests. */
  @Test
  void losesNothingByAWrongMemory() throws IOException {
    Visit visit = visit(Scale.SMALL);
    CommitId first;
    try (GitRemote remote = visit.open()) {
      first = push(remote, visit.tip(), "name: Orders of today\n");
    }
    try (GitRemote other = new Visit(visit.repository).open()) {
      push(other, first, "name: Orders of somebody else\n");
    }
    visit.startProcess();
    try (GitRemote remote = visit.open()) {
      assertThat(remote.lastSeen()).contains(first);
      var late =
          new CommitDraft(Map.of(ORDERS, "name: Late\n"), Person.SERVICE, Instant.EPOCH, "Late\n");
      assertThat(remote.push(Optional.of(first), List.of(late)))
          .isEqualTo(new GitRemote.HeadMoved());
      assertThat(remote.tip()).isEqualTo(new At(visit.tip()));
    }
    visit.memory.spoil();
    visit.startProcess();
    try (GitRemote remote = visit.open()) {
      assertThat(remote.lastSeen()).isEmpty();
      push(remote, visit.tip(), "name: Orders of tomorrow\n");
    }
  }

  @Test
  void readsAnEditInTheRepositoryWithThreeRequests() throws IOException {
    Cost cost =
        measure(
            visit -> {
              CommitId first;
              try (GitRemote remote = visit.open()) {
                first = push(remote, visit.tip(), "name: Orders of today\n");
              }
              CommitId edited;
              try (GitRemote other = new Visit(visit.repository).open()) {
                edited = push(other, first, "name: Orders of tomorrow\n");
              }
              visit.reset();
              try (GitRemote remote = visit.open()) {
                assertThat(remote.tip()).isEqualTo(new At(edited));
                GitRemote.History history = remote.history(Optional.of(first), edited);
                assertThat(history.changed()).containsExactly(ORDERS);
                assertThat(remote.read(edited, Set.of(ORDERS))).containsOnlyKeys(ORDERS);
              }
              return visit.cost();
            });
    assertThat(cost.requests()).isEqualTo(3);
    assertThat(cost.up() + cost.down()).as(cost.toString()).isLessThan(3_000);
  }

  /** Somebody else was faster: told, asked, what came since, pushed again. */
  @Test
  void pushesAgainAfterALostRaceWithFourRequests() throws IOException {
    Cost cost =
        measure(
            visit -> {
              CommitId first;
              try (GitRemote remote = visit.open()) {
                first = push(remote, visit.tip(), "name: Orders of today\n");
              }
              CommitId others;
              try (GitRemote other = new Visit(visit.repository).open()) {
                others = push(other, first, "name: Orders of somebody else\n");
              }
              visit.reset();
              try (GitRemote remote = visit.open()) {
                var late =
                    new CommitDraft(
                        Map.of(ORDERS, "name: Late\n"), Person.SERVICE, Instant.EPOCH, "Late\n");
                assertThat(remote.push(Optional.of(first), List.of(late)))
                    .isEqualTo(new GitRemote.HeadMoved());
                assertThat(remote.tip()).isEqualTo(new At(others));
                remote.history(Optional.of(first), others);
                push(remote, others, "name: Orders of tomorrow\n");
              }
              return visit.cost();
            });
    assertThat(cost.requests()).isEqualTo(4);
    assertThat(cost.up() + cost.down()).as(cost.toString()).isLessThan(5_000);
  }
}
