package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.bench.git.Program;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How soon a push by the git program is in the workspace: in one whose link is told of it by a
 * webhook and, of the same pushes, in one whose link is polled each minute. And in what time the
 * webhook itself is answered.
 */
public final class WebhookBenchmark implements Benchmark {

  private static final WorkspaceId TOLD = new WorkspaceId("told");
  private static final WorkspaceId POLLED = new WorkspaceId("polled");
  private static final int LEAST_PAUSE_MILLIS = 2_000;
  private static final int MOST_PAUSE_MILLIS = 8_000;
  private static final int DELIVERIES = 500;

  @Override
  public String name() {
    return "webhook";
  }

  /** So that the pushes come at all times between two ticks. */
  @Override
  public int usualRuns() {
    return 30;
  }

  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    WebhookFigures figures = figures(extent, progress);
    return new Report(figures.text(), new JsonMapper().valueToTree(figures));
  }

  private static WebhookFigures figures(Extent extent, Consumer<String> progress) {
    Program.needGit();
    progress.accept("starting the system");
    try (var system =
        new ScaleSystem(List.of(TOLD.value(), POLLED.value()), ScaleSystem.Pushes.TOLD)) {
      var model = PushedModel.shared(system, TOLD, POLLED);
      List<Times> arrivals = arrivals(system, model, extent, progress);
      progress.accept("deliveries: " + DELIVERIES);
      return new WebhookFigures(
          Runtime.getRuntime().availableProcessors(),
          Runtime.version().toString(),
          arrivals.getFirst(),
          arrivals.getLast(),
          new AnsweredDeliveries(system, TOLD).measure(DELIVERIES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFault("Interrupted.", e);
    }
  }

  /** Of those who are told, and of those who poll. */
  private static List<Times> arrivals(
      ScaleSystem system, PushedModel model, Extent extent, Consumer<String> progress)
      throws InterruptedException {
    long seed = extent.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000_000));
    progress.accept("pushes: %d, at times by seed %d".formatted(extent.runs(), seed));
    try (var told = new Arrivals(() -> model.version(TOLD));
        var polled = new Arrivals(() -> model.version(POLLED));
        var ticks = new Ticks(system)) {
      ticks.begin();
      var random = new Random(seed);
      for (int version = 1; version <= extent.runs(); version++) {
        model.push(version);
        long end = System.nanoTime();
        told.pushed(end);
        polled.pushed(end);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
      }
      return List.of(told.times(), polled.times());
    }
  }
}
