package dev.gitsync.bench.kills;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.bench.git.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the whole system with -9 at random moments while two workspaces and a repository are
 * edited, starts it again on the same data, and at the end compares what the editors were told with
 * what is there.
 */
public final class KillsBenchmark implements Benchmark {

  private final KillsOptions options;

  /** The benchmark as the command line wants it. */
  public KillsBenchmark(KillsOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "kills";
  }

  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    long seed = extent.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000_000));
    Figures figures = figures(Plan.of(options.kills(), seed), progress);
    return new Report(
        figures.text(),
        new JsonMapper().valueToTree(figures),
        figures.isGood() ? Report.Verdict.HOLDS : Report.Verdict.FAILS);
  }

  /** Does it all in a new folder, which is kept where something is wrong. */
  static Figures figures(Plan plan, Consumer<String> progress) {
    Program.needGit();
    try {
      Path folder = Files.createTempDirectory("gitsync-kills");
      progress.accept("seed " + plan.seed() + ", " + folder);
      Figures figures;
      try (var killing = new Killing(plan, folder, progress)) {
        figures = killing.run();
      }
      if (figures.isGood()) {
        Folder.delete(folder);
      }
      return figures;
    } catch (IOException e) {
      throw new BenchFault("Seed " + plan.seed() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFault("Interrupted.", e);
    }
  }
}
