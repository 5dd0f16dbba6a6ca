package dev.gitsync.bench.sim;

import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.testkit.sim.Campaign;
import dev.gitsync.testkit.sim.Campaign.Failed;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Runs the simulation for many seeds and counts what was tried and what did not hold. */
public final class SimulationBenchmark implements Benchmark {

  private static final int USUAL_RUNS = 2_000;
  private static final int LARGEST_SEED = 1_000_000_000;
  private static final int PARTS = 20;
  private static final int MOST_NAMED = 20;

  private final SimulationOptions options;

  /** A simulation of the worlds that the command line names. */
  public SimulationBenchmark(SimulationOptions options) {
    this.options = options;
  }

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
            options.worlds(),
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

  /** What went wrong first, made short; of some more, how to run them again. */
  private static String stories(Campaign campaign) {
    List<Failed> failed = campaign.failed();
    String first = failed.stream().findFirst().map(it -> "\n" + it.report()).orElse("");
    return failed.stream()
        .skip(1)
        .limit(MOST_NAMED)
        .map(it -> "Seed %d: %s%n".formatted(it.seed(), it.outcome().violation().orElseThrow()))
        .collect(Collectors.joining("", first, ""));
  }
}
