package dev.gitsync.adapters.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pushes leave alone in repositories that others use too. */
class HttpGitPushTest {

  @TempDir Path folder;
  private Path repository;
  private CGitServer server;
  private final HttpGitRemotes remotes = HttpGitRemoteTest.remotes();

  @BeforeEach
  void start() throws IOException {
    repository = folder.resolve("acme.git");
    CGitServer.init(repository);
    CGitServer.run(repository, "git", "config", "uploadpack.allowFilter", "true");
    server = CGitServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GitRemote open() {
    return open(server.uri("acme.git"));
  }

  private GitRemote open(URI uri) {
    return HttpGitRemoteTest.open(remotes, uri, "main", HttpGitRemoteTest.GOOD);
  }

  private String git(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return CGitServer.run(repository, command.toArray(String[]::new));
  }

  private CommitId imported(String stream) throws IOException {
    Files.write(folder.resolve("stream"), stream.getBytes(ISO_8859_1));
    CGitServer.run(repository, "sh", "-c", "git fast-import --quiet --force < ../stream");
    return new CommitId(git("rev-parse", "main").strip());
  }

  private static String first(String files) {
    return "commit refs/heads/main\ncommitter A <a@b.c> 1700000000 +0000\ndata 2\nA\n" + files;
  }

  private static CommitDraft draft(String path, String text) {
    return new CommitDraft(
        Map.of(new RepoPath(path), text),
        new Person("Ada", "ada@example.com"),
        Instant.EPOCH,
        "Edit " + path + "\n");
  }

  @Test
  void leavesWhatOthersHaveAsItIs() throws IOException {
    CommitId tip =
        imported(
            first(
                """
                M 100755 inline models/run.yaml
                data 2
                a
                M 100644 inline models/\u00fc-latin1.yaml
                data 2
                b
                M 120000 inline models/link.yaml
                data 8
                run.yaml
                M 160000 0123456789abcdef0123456789abcdef01234567 models/module
                M 100644 inline models/deep/x
                data 2
                c
                M 100644 inline models.txt
                data 2
                d
                M 100644 inline models-old/y
                data 2
                e
                """));
    CommitId pushed;
    try (GitRemote remote = open()) {
      pushed =
          ((Pushed)
                  remote.push(
                      Optional.of(tip),
                      List.of(
                          draft("models/run.yaml", "new\n"),
                          draft("models/new.yaml", "new\n"),
                          draft("syncs/first.yaml", "new\n"))))
              .tip();
    }
    assertThat(
            git("diff", "--no-renames", "--raw", "--abbrev=4", tip.value(), pushed.value()).lines())
        .map(line -> line.replaceAll(" [0-9a-f]{4} [0-9a-f]{4} ", " "))
        .containsExactly(
            ":000000 100644 A\tmodels/new.yaml",
            ":100755 100755 M\tmodels/run.yaml",
            ":000000 100644 A\tsyncs/first.yaml");
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing blob", "missing tree");
  }

  @Test
  void tellsALargeFolderAsItsDifference() throws IOException {
    var files = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      files.append("M 100644 inline models/m" + i + ".yaml\ndata 6\n" + (10_000 + i) + "\n");
    }
    CommitId tip = imported(first(files.toString()));
    try (ByteMeter meter = ByteMeter.before(server.uri("acme.git").getPort());
        GitRemote remote = open(meter.through(server.uri("acme.git")))) {
      remote.list(tip);
      meter.reset();
      var drafts = new ArrayList<CommitDraft>();
      drafts.add(draft("models/m77.yaml", "one\n"));
      drafts.add(draft("models/m9999.yaml", "two\n"));
      assertThat(remote.push(Optional.of(tip), drafts)).isInstanceOf(Pushed.class);
      assertThat(meter.up()).isLessThan(3_000);
    }
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing");
    assertThat(git("show", "main:models/m9999.yaml", "main:models/m77.yaml"))
        .isEqualTo("two\none\n");
  }

  @Test
  void saysThatTheBranchMovedAfterAForcePush() throws IOException {
    CommitId tip = imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    try (GitRemote remote = open()) {
      remote.list(tip);
      CommitId other = imported(first("M 100644 inline models/b.yaml\ndata 2\nb\n"));
      git("reflog", "expire", "--expire=now", "--all");
      git("prune", "--expire=now");
      assertThat(remote.push(Optional.of(tip), List.of(draft("models/a.yaml", "new\n"))))
          .isEqualTo(new HeadMoved());
      try (GitRemote cold =
          HttpGitRemoteTest.open(
              HttpGitRemoteTest.remotes(),
              server.uri("acme.git"),
              "main",
              HttpGitRemoteTest.GOOD)) {
        assertThat(cold.push(Optional.of(tip), List.of(draft("models/a.yaml", "new\n"))))
            .isEqualTo(new HeadMoved());
      }
      assertThat(remote.tip()).isEqualTo(new GitRemote.At(other));
      assertThat(remote.history(Optional.of(tip), other).changed())
          .containsExactly(new RepoPath("models/b.yaml"));
    }
  }

  @Test
  void letsTwoWritersPutAllTheirCommitsOnTheBranchOnce() throws Exception {
    imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<Integer>>();
      for (String name : List.of("ada", "bob")) {
        Callable<Integer> writer = () -> write(name, 20);
        writers.add(threads.submit(writer));
      }
      for (Future<Integer> writer : writers) {
        assertThat(writer.get()).isEqualTo(20);
      }
    }
    assertThat(git("log", "--format=%s", "main").lines()).hasSize(41).doesNotHaveDuplicates();
    assertThat(git("ls-tree", "--name-only", "main", "models/").lines()).hasSize(41);
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing");
  }

  /** Pushes commits one by one, each again until the branch is where it was seen. */
  private int write(String name, int commits) {
    int done = 0;
    while (done < commits) {
      try (GitRemote remote = open()) {
        GitRemote.Tip tip = remote.tip();
        var drafts = List.of(draft("models/" + name + done + ".yaml", name + "\n"));
        if (tip instanceof GitRemote.At(var at)
            && remote.push(Optional.of(at), drafts) instanceof Pushed) {
          done++;
        }
      }
    }
    return done;
  }
}
