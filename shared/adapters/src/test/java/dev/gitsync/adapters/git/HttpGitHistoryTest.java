package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells of random histories with merges what JGit tells that has the server's repository. */
class HttpGitHistoryTest {

  private static final int COMMITS = 16;
  private static final LinkLayout LAYOUT = new LinkLayout(new WorkspaceId("acme"), "etl");
  private static final List<String> PATHS =
      List.of(
          "etl/models/a.yaml",
          "etl/models/b.yaml",
          "etl/models/sub/c.yaml",
          "etl/models/d.yml",
          "etl/syncs/e.yaml",
          "etl/models",
          "etl/syncs",
          "models/f.yaml",
          "manifest-acme.yaml",
          "aliases-acme.yaml",
          "manifest-other.yaml",
          "src/g.txt");

  @TempDir Path folder;
  private CGitServer server;
  private final AddressGuard guard = new AddressGuard(Set.of("localhost"));

  @BeforeEach
  void start() throws IOException {
    CGitServer.init(folder.resolve("acme.git"));
    server = CGitServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GitRemote open(GitRemotes remotes) {
    return remotes.open(
        new LinkSettings(
            new RepositoryUrl(server.uri("acme.git").toString()),
            "main",
            "etl",
            LinkSettings.Mode.RUNNING),
        LAYOUT,
        HttpGitRemoteTest.GOOD);
  }

  /** Commits with random parents; the last of them is the branch, some may not be on it. */
  private List<CommitId> randomHistory(Random random) throws IOException {
    var input = new StringBuilder();
    for (int commit = 1; commit <= COMMITS; commit++) {
      input.append("commit refs/heads/main\nmark :" + commit + "\n");
      input.append("committer A <a@example.com> " + (1_700_000_000 + commit / 3) + " +0000\n");
      input.append("data 2\nC\n");
      if (commit > 1) {
        int parent = Math.max(1, commit - 1 - random.nextInt(3));
        input.append("from :" + parent + "\n");
        if (random.nextInt(3) == 0) {
          input.append("merge :" + (1 + random.nextInt(commit - 1)) + "\n");
        }
      }
      for (int edit = random.nextInt(3); edit >= 0; edit--) {
        edit(input, random);
      }
      input.append('\n');
    }
    Path repository = folder.resolve("acme.git");
    Files.writeString(folder.resolve("stream"), input);
    CGitServer.run(
        repository,
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
  @CsvSource({"true,1", "true,2", "true,3", "false,1", "false,4", "false,5"})
  void tellsTheSameAsJGit(String filter, long seed) throws IOException {
    CGitServer.run(folder.resolve("acme.git"), "git", "config", "uploadpack.allowFilter", filter);
    List<CommitId> commits = randomHistory(new Random(seed));
    CommitId tip = commits.getLast();
    GitRemotes warm = new EngineRemotes(guard, InstantSource.system());
    try (Repository repository = repository()) {
      var reference = new BranchObjects(repository, LAYOUT);
      for (CommitId since : commits) {
        GitRemotes cold = new EngineRemotes(guard, InstantSource.system());
        for (GitRemotes remotes : List.of(cold, warm)) {
          try (GitRemote remote = open(remotes)) {
            assertSame(remote, reference, Optional.of(since), tip);
          }
        }
      }
      try (GitRemote remote = open(warm)) {
        assertSame(remote, reference, Optional.empty(), tip);
      }
    }
    assertThat(server.requests().stream().filter(it -> it.startsWith("GET")))
        .as("probes, none of them a fallback")
        .hasSize(COMMITS + 1);
  }

  private Repository repository() throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(folder.resolve("acme.git").toFile())
        .setBare()
        .build();
  }

  /** The server looks at no commit that is older, and so does not find that it leads to the tip. */
  @Test
  void goesOnFromACommitOfAClockThatWasWrong() throws IOException {
    CommitId since = imported(1_900_000_000, "one");
    CommitId next = imported(1_700_000_000, "two");
    CommitId tip = imported(1_700_000_001, "six");
    try (GitRemote remote = open(new EngineRemotes(guard, InstantSource.system()))) {
      GitRemote.History history = remote.history(Optional.of(since), tip);
      assertThat(history.continuity()).isEqualTo(Continuity.CONTINUED);
      assertThat(history.commits()).extracting(BranchCommit::id).containsExactly(next, tip);
      assertThat(history.changed()).containsExactly(new RepoPath("etl/models/a.yaml"));
    }
  }

  private CommitId imported(int seconds, String text) throws IOException {
    Path repository = folder.resolve("acme.git");
    Files.writeString(
        folder.resolve("stream"),
        """
        commit refs/heads/main
        committer A <a@example.com> %d +0000
        data 2
        C
        %sM 100644 inline etl/models/a.yaml
        data 3
        %s
        """
            .formatted(seconds, text.equals("one") ? "" : "from refs/heads/main^0\n", text));
    CGitServer.run(repository, "sh", "-c", "git fast-import --quiet < ../stream");
    return new CommitId(CGitServer.run(repository, "git", "rev-parse", "main").strip());
  }

  private static void assertSame(
      GitRemote remote, BranchObjects reference, Optional<CommitId> since, CommitId tip) {
    GitRemote.History wanted = reference.history(since, tip);
    GitRemote.History told = remote.history(since, tip);
    String what = "since " + since;
    assertThat(told.changed()).as(what).isEqualTo(wanted.changed());
    assertThat(told.continuity()).as(what).isEqualTo(wanted.continuity());
    assertThat(told.commits()).as(what).containsExactlyInAnyOrderElementsOf(wanted.commits());
    assertThat(
            told.commits().stream().map(BranchCommit::id).toList().reversed().stream().findFirst())
        .as(what)
        .isEqualTo(told.commits().isEmpty() ? Optional.empty() : Optional.of(tip));
    assertThat(remote.list(tip)).isEqualTo(reference.list(tip));
    Set<RepoPath> paths = new HashSet<>(PATHS.stream().map(RepoPath::new).toList());
    assertThat(texts(remote.read(tip, paths))).isEqualTo(texts(reference.read(tip, paths)));
  }

  private static Map<RepoPath, String> texts(Map<RepoPath, byte[]> contents) {
    var texts = new TreeMap<RepoPath, String>();
    contents.forEach(
        (path, content) -> texts.put(path, new String(content, StandardCharsets.UTF_8)));
    return texts;
  }
}
