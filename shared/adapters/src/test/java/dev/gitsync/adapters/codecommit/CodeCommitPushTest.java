package dev.gitsync.adapters.codecommit;

import static dev.gitsync.adapters.codecommit.CodeCommitFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCommitPushTest {

  private static final String TRAILERS = "\n\nGit-Sync-Workspace: acme\n";
  private static final int WRITES = 20;

  @TempDir Path folder;
  private CodeCommitFixture codeCommit;
  private CommitId first;

  @BeforeEach
  void start() throws IOException {
    codeCommit = CodeCommitFixture.start(folder);
    first = codeCommit.push(Optional.empty(), draft("One\n", Map.of("models/a.yaml", "a: 1\n")));
  }

  @AfterEach
  void stop() throws IOException {
    codeCommit.git("fsck", "--strict");
    codeCommit.close();
  }

  private PushOutcome push(CommitId tip, GitRemote.CommitDraft... drafts) {
    try (GitRemote remote = codeCommit.open()) {
      return remote.push(Optional.of(tip), List.of(drafts));
    }
  }

  private CommitId tip() {
    try (GitRemote remote = codeCommit.open()) {
      return ((GitRemote.At) remote.tip()).commit();
    }
  }

  @Test
  void makesTheUserAuthorAndCommitter() throws IOException {
    assertThat(codeCommit.git("log", "-1", "--format=%an <%ae>, %cn <%ce>: %B", "main"))
        .isEqualTo("Ada Lovelace <ada@example.com>, Ada Lovelace <ada@example.com>: One");
  }

  @Test
  void losesNothingWhenTwoWriteAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> writers =
          List.of(threads.submit(() -> write("x")), threads.submit(() -> write("y")));
      for (Future<Integer> writer : writers) {
        assertThat(writer.get()).isEqualTo(WRITES);
      }
    }
    assertThat(codeCommit.git("rev-list", "--count", "main")).isEqualTo("41");
    assertThat(codeCommit.git("ls-tree", "-r", "--name-only", "main").lines()).hasSize(41);
  }

  /** Makes its commits one after the other, each again until it is on the branch. */
  private int write(String name) {
    int written = 0;
    while (written < WRITES) {
      var draft =
          draft(name + written, Map.of("models/" + name + written + ".yaml", "n: " + written));
      if (push(tip(), draft) instanceof Pushed) {
        written++;
      }
    }
    return written;
  }

  @Test
  void splitsWhatHasMoreFilesThanOneCommitTakesAndPutsTheTrailersLast() throws IOException {
    var files = new HashMap<String, String>();
    for (int file = 0; file < 250; file++) {
      files.put("models/f%03d.yaml".formatted(file), "name: " + file + "\n");
    }
    var outcome =
        (Pushed)
            push(first, draft("Resync" + TRAILERS, files), draft("Next\n", Map.of("b.txt", "b")));
    assertThat(outcome.commits()).hasSize(2);
    assertThat(codeCommit.git("log", "--format=%s%x09%H", "--reverse", "main").lines())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("One\t"),
            one -> assertThat(one).startsWith("Resync (part 1 of 3)\t"),
            one -> assertThat(one).startsWith("Resync (part 2 of 3)\t"),
            one -> assertThat(one).isEqualTo("Resync\t" + outcome.commits().getFirst()),
            one -> assertThat(one).isEqualTo("Next\t" + outcome.tip()));
    assertThat(
            codeCommit.git("log", "--format=%(trailers:key=Git-Sync-Workspace,valueonly)", "main"))
        .isEqualToIgnoringWhitespace("acme");
    assertThat(codeCommit.git("ls-tree", "-r", "--name-only", "main").lines()).hasSize(252);
  }

  @Test
  void splitsWhatHasMoreBytesThanOneCommitTakes() throws IOException {
    String text = "#".repeat(2_500_000);
    push(first, draft("Large\n", Map.of("a.txt", text, "b.txt", text, "c.txt", text)));
    assertThat(codeCommit.git("log", "--format=%s", "main").lines())
        .containsExactly("Large", "Large (part 1 of 2)", "One");
  }

  @Test
  void countsWhatIsDeletedAmongTheFilesOfACommitAndDeletesLast() throws IOException {
    var old = new HashMap<String, String>();
    for (int file = 0; file < 120; file++) {
      old.put("models/old%03d.yaml".formatted(file), "name: " + file + "\n");
    }
    CommitId tip = ((Pushed) push(first, draft("Old\n", old))).tip();
    var renamed =
        new GitRemote.CommitDraft(
            Map.of(new RepoPath("models/new.yaml"), "name: New\n"),
            old.keySet().stream().map(RepoPath::new).collect(Collectors.toSet()),
            Fixtures.ADA,
            CodeCommitFixture.NOON,
            "Rename" + TRAILERS);
    codeCommit.server().forgetCalls();
    assertThat(push(tip, renamed)).isInstanceOf(Pushed.class);
    assertThat(codeCommit.server().calls())
        .containsExactly("GetFolder", "CreateCommit", "CreateCommit");
    assertThat(codeCommit.git("log", "-2", "--format=%s", "main").lines())
        .containsExactly("Rename", "Rename (part 1 of 2)");
    assertThat(codeCommit.git("ls-tree", "--name-only", "main~1:models").lines())
        .hasSize(23)
        .contains("new.yaml");
    assertThat(codeCommit.git("ls-tree", "-r", "--name-only", "main").lines())
        .containsExactly("models/a.yaml", "models/new.yaml");
  }

  @Test
  void takesTheDeletionOfWhatIsNotThereForTheCommitBefore() {
    codeCommit.server().forgetCalls();
    assertThat(push(first, deletion("models/none.yaml"))).isEqualTo(new Pushed(List.of(first)));
    assertThat(codeCommit.server().calls()).containsExactly("GetFolder");
  }

  @Test
  void deletesAFileThatWasReadWithOneCall() {
    try (GitRemote remote = codeCommit.open()) {
      remote.read(first, Set.of(new RepoPath("models/a.yaml")));
      codeCommit.server().forgetCalls();
      remote.push(Optional.of(first), List.of(deletion("models/a.yaml")));
      assertThat(codeCommit.server().calls()).containsExactly("CreateCommit");
    }
  }

  @Test
  void makesAFileAnewThatIsNotExecutable() throws IOException {
    push(
        executable(),
        deletion("models/a.yaml"),
        draft("Anew\n", Map.of("models/a.yaml", "a: 2\n")));
    assertThat(codeCommit.git("ls-tree", "-r", "--format=%(objectmode) %(path)", "main"))
        .isEqualTo("100644 models/a.yaml");
  }

  private static GitRemote.CommitDraft deletion(String path) {
    return new GitRemote.CommitDraft(
        Map.of(), Set.of(new RepoPath(path)), Fixtures.ADA, CodeCommitFixture.NOON, "Delete\n");
  }

  @Test
  void tellsThatAFileIsTooLarge() {
    PushOutcome outcome = push(first, draft("Large\n", Map.of("a.txt", "#".repeat(7_000_000))));
    assertThat(outcome).isEqualTo(new Refused(Reason.SIZE, "The content is too large"));
    assertThat(tip()).isEqualTo(first);
  }

  @Test
  void takesACommitThatChangesNothingForTheOneBefore() {
    var same = draft("Again\n", Map.of("models/a.yaml", "a: 1\n"));
    assertThat(push(first, same)).isEqualTo(new Pushed(List.of(first)));
    assertThat(tip()).isEqualTo(first);
  }

  @Test
  void keepsExecutableFilesExecutable() throws IOException {
    CommitId executable = executable();
    CommitId unread =
        codeCommit.push(executable, draft("Unread\n", Map.of("models/a.yaml", "a: 2\n")));
    try (GitRemote remote = codeCommit.open()) {
      remote.read(unread, Set.of(new RepoPath("models/a.yaml")));
      remote.push(
          Optional.of(unread),
          List.of(draft("Read\n", Map.of("models/a.yaml", "a: 3\n", "models/new.yaml", "b: 1\n"))));
    }
    assertThat(codeCommit.git("ls-tree", "-r", "--format=%(objectmode) %(path)", "main").lines())
        .containsExactly("100755 models/a.yaml", "100644 models/new.yaml");
    assertThat(codeCommit.git("show", "main:models/a.yaml")).isEqualTo("a: 3");
  }

  private CommitId executable() throws IOException {
    String blob = codeCommit.git("rev-parse", "main:models/a.yaml");
    String tree =
        codeCommit.git(
            "-c",
            "alias.plant=!printf '100755 blob " + blob + "\\ta.yaml\\n' | git mktree",
            "plant");
    String root =
        codeCommit.git(
            "-c",
            "alias.plant=!printf '040000 tree " + tree + "\\tmodels\\n' | git mktree",
            "plant");
    String commit =
        codeCommit.git(
            "-c",
            "user.name=B",
            "-c",
            "user.email=b@example.com",
            "commit-tree",
            "-p",
            "main",
            "-m",
            "Executable",
            root);
    codeCommit.git("update-ref", "refs/heads/main", commit);
    return new CommitId(commit);
  }

  @Test
  void saysThatTheHeadMovedWhenTheBranchIsGoneOrTheParentUnknown() throws IOException {
    var late = draft("Late\n", Map.of("b.txt", "b"));
    codeCommit.git("branch", "other", "main");
    codeCommit.git("update-ref", "-d", "refs/heads/main");
    assertThat(push(first, late)).isEqualTo(new HeadMoved());
    try (GitRemote remote = codeCommit.open()) {
      assertThat(remote.push(Optional.empty(), List.of(late))).isEqualTo(new HeadMoved());
      assertThat(remote.tip()).isEqualTo(new GitRemote.Missing());
    }
  }

  @Test
  void hasMadeTheFirstCommitsWhenALaterOneIsRefused() throws IOException {
    assertThat(
            push(
                first,
                draft("Two\n", Map.of("models/b.yaml", "b: 1\n")),
                draft("Three\n", Map.of("models", "a file where a folder is\n"))))
        .isEqualTo(new Refused(Reason.POLICY, "There is a folder of this name"));
    assertThat(codeCommit.git("log", "--format=%s", "main").lines()).containsExactly("Two", "One");
  }

  @Test
  void tellsThatTheRoleMayNotWriteInTheHostsWords() {
    codeCommit
        .server()
        .fail("CreateCommit", "AccessDeniedException", "not authorized to perform\nit", 1);
    assertThat(push(first, draft("Two\n", Map.of("b.txt", "b"))))
        .isEqualTo(new Refused(Reason.PERMISSION, "not authorized to perform it"));
  }

  @Test
  void goesOnWhenItIsThrottledForAMoment() {
    codeCommit.server().fail("CreateCommit", "ThrottlingException", "Rate exceeded", 1);
    assertThat(push(first, draft("Two\n", Map.of("b.txt", "b")))).isInstanceOf(Pushed.class);
  }

  @Test
  void comesAgainWhenItIsThrottledForLong() {
    codeCommit.server().fail("CreateCommit", "ThrottlingException", "Rate exceeded", 20);
    assertThatThrownBy(() -> push(first, draft("Two\n", Map.of("b.txt", "b"))))
        .isInstanceOfSatisfying(TryLater.class, e -> assertThat(e.code()).isEqualTo("GIT-010"));
  }
}
