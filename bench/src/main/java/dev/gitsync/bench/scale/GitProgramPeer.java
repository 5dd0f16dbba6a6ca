package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.bench.git.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The git program, which does the same by hand. */
record GitProgramPeer(Path folder) {

  private static final int POLLS = 60;
  private static final int COMMITS = 20;
  private static final Program GIT =
      new Program(
          Map.of(
              "GIT_TERMINAL_PROMPT", "0",
              "GIT_CONFIG_NOSYSTEM", "1",
              "GIT_AUTHOR_NAME", "Ada",
              "GIT_AUTHOR_EMAIL", "ada@acme.example",
              "GIT_COMMITTER_NAME", "Ada",
              "GIT_COMMITTER_EMAIL", "ada@acme.example"));

  /** How long a poll of a host that answers at once takes, two at a time. */
  double secondsPerPoll(String host) {
    return seconds(
            () ->
                IntStream.range(0, POLLS)
                    .boxed()
                    .gather(
                        Gatherers.mapConcurrent(
                            2, i -> run(folder, "ls-remote", host + "/" + i + ".git", "main")))
                    .forEach(done -> {}))
        / POLLS;
  }

  /** How long it takes to clone, write so many files, commit and push. */
  double secondsToPush(URI repository, int files) {
    return seconds(
        () -> {
          Path clone = clone(repository, "resync");
          for (int i = 0; i < files; i++) {
            write(clone.resolve("peer/m" + i + ".yaml"), i);
          }
          run(clone, "add", ".");
          run(clone, "commit", "--quiet", "-m", "Write all files");
          run(clone, "push", "--quiet", "origin", "HEAD:refs/heads/peer-resync");
        });
  }

  /** How long one edit takes, from the file to the branch, in a clone that is there. */
  double secondsPerEdit(URI repository) {
    Path clone = clone(repository, "edits");
    return seconds(
            () -> {
              for (int i = 0; i < COMMITS; i++) {
                write(clone.resolve("peer.yaml"), i);
                run(clone, "add", ".");
                run(clone, "commit", "--quiet", "-m", "Edit");
                run(clone, "push", "--quiet", "origin", "HEAD:refs/heads/peer-edits");
              }
            })
        / COMMITS;
  }

  private Path clone(URI repository, String name) {
    run(folder, "clone", "--quiet", "--depth", "1", repository.toString(), name);
    return folder.resolve(name);
  }

  private static void write(Path file, int number) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "name: Model %d\ntype: raw_sql\n".formatted(number));
    } catch (IOException e) {
      throw new BenchFault("Cannot write " + file + ".", e);
    }
  }

  static boolean run(Path folder, String... arguments) {
    try {
      GIT.run(folder, Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
      return true;
    } catch (IOException e) {
      throw new BenchFault("git failed: " + e.getMessage(), e);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
