package dev.gitsync.bench.sim;

import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.testkit.sim.Campaign;
import java.security.SecureRandom;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Runs the simulation for many seeds and counts what was tried and what did not hold. */
public final class SimulationBenchmark implements Benchmark {

  private static final int USUAL_RUNS = 2_000;
  private static final int LARGEST_SEED = 1_000_000_000;
  private static final int PARTS = 20;

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public int usualRuns() {
    return USUAL_RUNS;
  }

  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    long first = extent.seed().orElseGet(() -> (long) new SecureRandom().nextInt(LARGEST_SEED));
    long part = Math.max(1, extent.runs() / PARTS);
    progress.accept("%,d runs from seed %d".formatted(extent.runs(), first));
    long start = System.nanoTime();
    Campaign campaign =
        Campaign.of(
            first,
            extent.runs(),
            run -> {
              if (run % part == 0) {
                progress.accept("%,d runs".formatted(run));
              }
            });
    double seconds = (System.nanoTime() - start) / 1e9;
    Figures figures = Figures.of(first, extent.runs(), seconds, campaign);
    return new Report(
        figures.text() + stories(campaign),
        new JsonMapper().valueToTree(figures),
        campaign.failed().isEmpty() ? Report.Verdict.HOLDS : Report.Verdict.FAILS);
  }

  /** What went wrong first, made short. */
  private static String stories(Campaign campaign) {
    return campaign.failed().stream().findFirst().map(failed -> "\n" + failed.report()).orElse("");
  }
}
