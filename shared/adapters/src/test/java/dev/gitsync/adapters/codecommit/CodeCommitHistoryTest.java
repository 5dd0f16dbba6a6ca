package dev.gitsync.adapters.codecommit;

import static dev.gitsync.adapters.codecommit.CodeCommitFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tells of histories what the git program tells of them. */
class CodeCommitHistoryTest {

  private static final int COMMITS = 16;
  private static final LinkLayout LAYOUT = new LinkLayout(Fixtures.ACME, "");
  private static final List<String> PATHS =
      List.of(
          "models/a.yaml",
          "models/b.yaml",
          "models/sub/c.yaml",
          "models/d.yml",
          "syncs/e.yaml",
          "models",
          "manifest-acme.yaml",
          "aliases-acme.yaml",
          "manifest-other.yaml",
          "src/f.txt",
          "src/g.txt");

  @TempDir Path folder;
  private CodeCommitFixture codeCommit;

  @BeforeEach
  void start() throws IOException {
    codeCommit = CodeCommitFixture.start(folder);
  }

  @AfterEach
  void stop() {
    codeCommit.close();
  }

  /** Commits with random parents; the last of them is the branch, some may not be on it. */
  private List<CommitId> randomHistory(Random random) throws IOException {
    var input = new StringBuilder();
    for (int commit = 1; commit <= COMMITS; commit++) {
      input.append("commit refs/heads/main\nmark :" + commit + "\n");
      input.append("committer A <a@example.com> " + (1_700_000_000 + commit / 3) + " +0000\n");
      input.append("data 2\nC\n");
      if (commit > 1) {
        input.append("from :" + Math.max(1, commit - 1 - random.nextInt(3)) + "\n");
        if (random.nextInt(3) == 0) {
          input.append("merge :" + (1 + random.nextInt(commit - 1)) + "\n");
        }
      }
      for (int edit = random.nextInt(3); edit >= 0; edit--) {
        edit(input, random);
      }
      input.append('\n');
    }
    Files.writeString(folder.resolve("stream"), input);
    CGitServer.run(
        folder.resolve("acme.git"),
        "sh",
        "-c",
        "git fast-import --quiet --force --export-marks=../marks < ../stream");
    var ids = new TreeMap<Integer, CommitId>();
    for (String line : Files.readAllLines(folder.resolve("marks"))) {
      String[] parts = line.split(" ", 2);
      ids.put(Integer.parseInt(parts[0].substring(1)), new CommitId(parts[1]));
    }
    return new ArrayList<>(ids.values());
  }

  private static void edit(StringBuilder input, Random random) {
    String path = PATHS.get(random.nextInt(PATHS.size()));
    if (random.nextInt(5) == 0) {
      input.append("D " + path + "\n");
      return;
    }
    String mode = List.of("100644", "100644", "100755", "120000").get(random.nextInt(4));
    String text = "text " + random.nextInt(4);
    input.append("M " + mode + " inline " + path + "\ndata " + text.length() + "\n" + text + "\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsTheSameAsGit(long seed) throws IOException {
    List<CommitId> commits = randomHistory(new Random(seed));
    CommitId tip = commits.getLast();
    for (CommitId since : commits) {
      assertHistory(Optional.of(since), tip);
    }
    assertHistory(Optional.empty(), tip);
    assertThat(list(tip)).isEqualTo(files("ls-tree", "-r", "--name-only", tip.value()));
  }

  private void assertHistory(Optional<CommitId> since, CommitId tip) throws IOException {
    String range = since.map(id -> id + ".." + tip).orElse(tip.value());
    Map<CommitId, Set<RepoPath>> touched = new HashMap<>();
    for (String id : codeCommit.git("rev-list", range).lines().toList()) {
      touched.put(new CommitId(id), touched(id));
    }
    Set<RepoPath> changed =
        since.isPresent()
            ? files("diff-tree", "-r", "--name-only", since.get().value(), tip.value())
            : files("ls-tree", "-r", "--name-only", tip.value());
    History history = history(since, tip);
    assertThat(history.changed()).as("since " + since).isEqualTo(changed);
    assertThat(history.continuity())
        .as("since " + since)
        .isEqualTo(
            since.filter(id -> leads(id, tip)).isPresent()
                ? Continuity.CONTINUED
                : Continuity.BROKEN);
    assertThat(
            history.commits().stream()
                .collect(Collectors.toMap(BranchCommit::id, BranchCommit::touched)))
        .as("since " + since)
        .isEqualTo(touched);
    assertOldestFirst(history.commits().stream().map(BranchCommit::id).toList());
  }

  private boolean leads(CommitId since, CommitId tip) {
    try {
      codeCommit.git("merge-base", "--is-ancestor", since.value(), tip.value());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Set<RepoPath> touched(String id) throws IOException {
    List<String> parents =
        List.of(codeCommit.git("rev-list", "--parents", "-1", id).split(" ", -1));
    return parents.size() == 1
        ? files("ls-tree", "-r", "--name-only", id)
        : files("diff-tree", "-r", "--name-only", parents.get(1), id);
  }

  private Set<RepoPath> files(String... command) throws IOException {
    return codeCommit
        .git(command)
        .lines()
        .map(RepoPath::new)
        .filter(LAYOUT::concerns)
        .collect(Collectors.toSet());
  }

  private void assertOldestFirst(List<CommitId> commits) throws IOException {
    for (CommitId commit : commits) {
      String[] ids = codeCommit.git("rev-list", "--parents", "-1", commit.value()).split(" ", -1);
      for (int parent = 1; parent < ids.length; parent++) {
        assertThat(commits.indexOf(new CommitId(ids[parent]))).isLessThan(commits.indexOf(commit));
      }
    }
  }

  private History history(Optional<CommitId> since, CommitId tip) {
    try (GitRemote remote = codeCommit.open()) {
      return remote.history(since, tip);
    }
  }

  private Set<RepoPath> list(CommitId at) {
    try (GitRemote remote = codeCommit.open()) {
      return remote.list(at);
    }
  }

  @Test
  void readsAllPagesOfDifferences() {
    CommitId first = codeCommit.push(Optional.empty(), draft("One\n", Map.of("a.txt", "a")));
    CommitId second = codeCommit.push(first, draft("Two\n", files("models/m", 50)));
    assertThat(history(Optional.of(first), second).changed()).hasSize(50);
    assertThat(codeCommit.server().calls()).filteredOn("GetDifferences"::equals).hasSize(17);
  }

  @Test
  void looksAtTheLinksFoldersWhenTooMuchElseDiffers() {
    CommitId first =
        codeCommit.push(
            Optional.empty(), draft("One\n", Map.of("models/a.yaml", "a", "models/b.yaml", "b")));
    CommitId second = codeCommit.push(first, draft("Two\n", Map.of("models/a.yaml", "A")));
    CommitId third = codeCommit.push(second, draft("Three\n", files("vendor/v", 200)));
    assertThat(history(Optional.of(first), third).changed())
        .containsExactly(new RepoPath("models/a.yaml"));
  }

  private static Map<String, String> files(String prefix, int count) {
    var files = new HashMap<String, String>();
    for (int file = 0; file < count; file++) {
      files.put(prefix + file + ".yaml", "n: " + file);
    }
    return files;
  }

  @Test
  void tellsOnlyTheNewestOfALongHistory() throws IOException {
    var input = new StringBuilder();
    for (int commit = 1; commit <= 130; commit++) {
      input.append("commit refs/heads/main\ncommitter A <a@example.com> " + commit + " +0000\n");
      input.append("data <<E\nC" + commit + "\nE\n");
      input.append("M 100644 inline models/a.yaml\ndata <<E\n" + commit + "\nE\n\n");
    }
    Files.writeString(folder.resolve("stream"), input);
    CGitServer.run(folder.resolve("acme.git"), "sh", "-c", "git fast-import --quiet < ../stream");
    var tip = new CommitId(codeCommit.git("rev-parse", "main"));
    History history = history(Optional.empty(), tip);
    assertThat(history.commits())
        .hasSize(GitRemote.NEWEST)
        .first()
        .satisfies(oldest -> assertThat(oldest.message()).isEqualTo("C31\n"));
    assertThat(history.changed()).containsExactly(new RepoPath("models/a.yaml"));
  }
}
