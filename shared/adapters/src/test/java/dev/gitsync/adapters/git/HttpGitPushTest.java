package dev.gitsync.adapters.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.NeedsUser;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pushes leave alone in repositories that others use too. */
class HttpGitPushTest {

  @TempDir Path folder;
  private Path repository;
  private CGitServer server;
  private final EngineRemotes remotes = HttpGitRemoteTest.remotes();

  @BeforeEach
  void start() throws IOException {
    repository = folder.resolve("acme.git");
    CGitServer.init(repository, "uploadpack.allowFilter=true", "user.name=A", "user.email=a@b.c");
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
  void deletesFilesAndTheFoldersThatHaveNothingElse() throws IOException {
    CommitId tip =
        imported(
            first(
                """
                M 100755 inline models/run.yaml
                data 2
                a
                M 120000 inline models/link.yaml
                data 8
                run.yaml
                M 100644 inline models/deep/er/x.yaml
                data 2
                c
                M 100644 inline models/deep/y.yaml
                data 2
                d
                M 100644 inline models-old/y
                data 2
                e
                M 100644 inline syncs/a/b/c.yaml
                data 2
                f
                """));
    CommitId pushed;
    try (GitRemote remote = open()) {
      pushed =
          ((Pushed)
                  remote.push(
                      Optional.of(tip),
                      List.of(
                          deletion("models/deep/er/x.yaml", "models/link.yaml", "syncs/a/b/c.yaml"),
                          deletion("models/run.yaml", "models/none.yaml", "models/deep"),
                          draft("models/run.yaml", "new\n"))))
              .tip();
    }
    assertThat(git("ls-tree", "-r", "-t", "--format=%(objectmode) %(path)", pushed.value()).lines())
        .containsExactly(
            "040000 models-old",
            "100644 models-old/y",
            "040000 models",
            "040000 models/deep",
            "100644 models/deep/y.yaml",
            "100644 models/run.yaml");
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing blob", "missing tree");
  }

  private static CommitDraft deletion(String... paths) {
    return new CommitDraft(
        Map.of(),
        Arrays.stream(paths).map(RepoPath::new).collect(Collectors.toSet()),
        new Person("Ada", "ada@example.com"),
        Instant.EPOCH,
        "Delete\n");
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
      assertThat(remote.history(Optional.of(tip), other))
          .isEqualTo(remote.history(Optional.empty(), other))
          .satisfies(it -> assertThat(it.changed()).containsExactly(new RepoPath("models/b.yaml")));
    }
  }

  @Test
  void takesARevertForWhatItIs() throws IOException {
    CommitId first = imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    try (GitRemote remote = open()) {
      Pushed edit = (Pushed) remote.push(Optional.of(first), List.of(draft("models/a.yaml", "b")));
      String revert =
          git("commit-tree", first + "^{tree}", "-p", edit.tip().value(), "-m", "Revert").strip();
      git("update-ref", "refs/heads/main", revert);
      assertThat(remote.tip()).isEqualTo(new GitRemote.At(new CommitId(revert)));
      assertThat(remote.history(Optional.of(edit.tip()), new CommitId(revert)).changed())
          .containsExactly(new RepoPath("models/a.yaml"));
      assertThat(
              remote.push(
                  Optional.of(new CommitId(revert)), List.of(draft("models/c.yaml", "c\n"))))
          .isInstanceOf(Pushed.class);
    }
    assertThat(git("show", "main:models/a.yaml")).isEqualTo("a\n");
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing");
  }

  @Test
  void goesOnWhenTheBranchWasDeletedAndMadeAnew() throws IOException {
    CommitId first = imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    git("branch", "other", "main");
    try (GitRemote remote = open()) {
      CommitId old =
          ((Pushed) remote.push(Optional.of(first), List.of(draft("models/a.yaml", "b\n")))).tip();
      git("update-ref", "-d", "refs/heads/main");
      assertThat(remote.push(Optional.of(old), List.of(draft("models/c.yaml", "c\n"))))
          .isEqualTo(new HeadMoved());
      assertThat(remote.tip()).isEqualTo(new GitRemote.Missing());
      assertThat(remote.lastSeen()).isEmpty();
      git("update-ref", "refs/heads/main", first.value());
      assertThat(remote.push(Optional.of(old), List.of(draft("models/c.yaml", "c\n"))))
          .isEqualTo(new HeadMoved());
      assertThat(remote.push(Optional.of(first), List.of(draft("models/c.yaml", "c\n"))))
          .isInstanceOf(Pushed.class);
    }
    assertThat(git("show", "main:models/a.yaml", "main:models/c.yaml")).isEqualTo("a\nc\n");
  }

  @Test
  void doesNotFetchALargeFileOfSomebodyElse() throws IOException {
    CommitId small = imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    CGitServer.run(
        repository,
        "sh",
        "-c",
        """
        blob=$(head -c 104857600 /dev/urandom | git hash-object -w --stdin) &&
        { git ls-tree main; printf '100644 blob %s\\tlarge.bin\\n' "$blob"; } | git mktree > ../tree &&
        git update-ref refs/heads/main "$(git commit-tree "$(cat ../tree)" -p main -m Large)"
        """);
    var tip = new CommitId(git("rev-parse", "main").strip());
    try (ByteMeter meter = ByteMeter.before(server.uri("acme.git").getPort());
        GitRemote remote = open(meter.through(server.uri("acme.git")))) {
      assertThat(remote.history(Optional.of(small), tip).changed()).isEmpty();
      assertThat(remote.push(Optional.of(tip), List.of(draft("models/a.yaml", "b\n"))))
          .isInstanceOf(Pushed.class);
      assertThat(meter.up() + meter.down()).isLessThan(10_000);
    }
    assertThat(git("diff", "--name-only", tip.value(), "main")).isEqualTo("models/a.yaml\n");
  }

  @Test
  void saysSoWhenAnIdIsNotThatOfACommit() throws IOException {
    imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    for (String object : List.of("main^{tree}", "main:models/a.yaml")) {
      var id = new CommitId(git("rev-parse", object).strip());
      try (GitRemote remote = open()) {
        assertThatThrownBy(() -> remote.read(id, Set.of(new RepoPath("models/a.yaml"))))
            .isInstanceOf(NeedsUser.class)
            .hasMessageContaining("is not a commit");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_500_000})
  void letsTwoWritersPutAllTheirCommitsOnTheBranchOnce(int fill) throws Exception {
    imported(first("M 100644 inline models/a.yaml\ndata 2\na\n"));
    EngineRemotes other = HttpGitRemoteTest.remotes();
    new TwoWriters(repository, fill, System.nanoTime())
        .run(
            this::open,
            () ->
                HttpGitRemoteTest.open(
                    other, server.uri("acme.git"), "main", HttpGitRemoteTest.GOOD));
  }
}
