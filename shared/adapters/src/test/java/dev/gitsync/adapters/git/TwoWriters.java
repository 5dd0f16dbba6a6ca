package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Two that push to one branch at once, each again until the branch is where it was seen. Each keeps
 * what it knows, as two processes do.
 *
 * @param fill text that makes a push so large that the branch is looked at before it is sent
 */
record TwoWriters(Path repository, int fill, long seed) {

  static final int COMMITS = 200;
  private static final int MOST_AT_ONCE = 15;

  /** Has both put their commits on the branch, and looks whether all are there, once. */
  void run(Supplier<GitRemote> ada, Supplier<GitRemote> bob) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<Integer>>();
      writers.add(threads.submit(writer("ada", ada)));
      writers.add(threads.submit(writer("bob", bob)));
      int lost = 0;
      for (Future<Integer> writer : writers) {
        lost += writer.get();
      }
      assertThat(lost).as("pushes that came too late, seed %d", seed).isPositive();
    }
    assertThat(git("log", "--format=%s", "main").lines())
        .as("seed %d", seed)
        .hasSize(1 + 2 * COMMITS)
        .doesNotHaveDuplicates();
    assertThat(git("ls-tree", "--name-only", "main", "models/").lines())
        .filteredOn(it -> !it.endsWith("fill.yaml"))
        .hasSize(1 + 2 * COMMITS);
    assertThat(git("log", "--merges", "--format=%h", "main")).isEmpty();
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing");
  }

  private Callable<Integer> writer(String name, Supplier<GitRemote> open) {
    return () -> write(name, open, new Random(seed + name.hashCode()));
  }

  /** Gives how often somebody else was faster. */
  private int write(String name, Supplier<GitRemote> open, Random random) {
    int done = 0;
    int lost = 0;
    while (done < COMMITS) {
      int count = Math.min(COMMITS - done, 1 + random.nextInt(MOST_AT_ONCE));
      List<CommitDraft> drafts = drafts(name, done, count, random);
      try (GitRemote remote = open.get()) {
        Optional<CommitId> tip =
            remote.lastSeen().filter(it -> random.nextBoolean()).or(() -> tip(remote));
        if (remote.push(tip, drafts) instanceof Pushed) {
          done += count;
        } else {
          lost++;
          remote.tip();
        }
      }
    }
    return lost;
  }

  private static Optional<CommitId> tip(GitRemote remote) {
    return remote.tip() instanceof GitRemote.At(var commit)
        ? Optional.of(commit)
        : Optional.empty();
  }

  private List<CommitDraft> drafts(String name, int from, int count, Random random) {
    var drafts = new ArrayList<CommitDraft>();
    for (int i = from; i < from + count; i++) {
      var path = new RepoPath("models/" + name + i + ".yaml");
      Map<RepoPath, String> files =
          i == from && fill > 0
              ? Map.of(path, "a: 1\n", new RepoPath("models/" + name + "-fill.yaml"), text(random))
              : Map.of(path, "a: 1\n");
      drafts.add(new CommitDraft(files, Person.SERVICE, Instant.EPOCH, name + " " + i + "\n"));
    }
    return drafts;
  }

  /** What does not get shorter. */
  private String text(Random random) {
    var text = new StringBuilder("# ");
    random.ints(fill, ' ', '~').forEach(text::appendCodePoint);
    return text.append("\n").toString();
  }

  private String git(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return CGitServer.run(repository, command.toArray(String[]::new));
  }
}
