package dev.gitsync.bench.scale;

import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.bench.Target;
import dev.gitsync.bench.git.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much the whole system takes: each function in a process of its own with the template's
 * memory, DynamoDB Local, ElasticMQ and a real Git server.
 */
public final class ScaleBenchmark implements Benchmark {

  private static final double MOST_MEGABYTES = 512;

  private final Plan plan;

  /** The whole benchmark. */
  public ScaleBenchmark() {
    this(Plan.FULL);
  }

  ScaleBenchmark(Plan plan) {
    this.plan = plan;
  }

  @Override
  public String name() {
    return "scale";
  }

  /** Takes each figure once: each is a sum over many. */
  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    Figures figures = figures(progress);
    return new Report(figures.text(), new JsonMapper().valueToTree(figures));
  }

  Figures figures(Consumer<String> progress) {
    Program.needGit();
    var rows = new ArrayList<Row>();
    progress.accept("starting the system");
    try (var system = new ScaleSystem(PollScale.workspaces(plan), ScaleSystem.Pushes.UNTOLD)) {
      system.firstCommit();
      var git = new GitProgramPeer(system.folder());
      progress.accept("%,d links, polled".formatted(plan.links()));
      rows.addAll(new PollScale(system, plan).measure(git));
      progress.accept("%,d resources, synced".formatted(plan.resources()));
      rows.add(new ResyncScale(system, plan).measure(git));
      double peer = git.secondsPerEdit(system.repositoryAsUser());
      for (int links : List.of(1, plan.editingLinks())) {
        progress.accept("edits on " + links + " links");
        rows.add(new OutboundScale(system, plan).measure(links, peer));
      }
    }
    return new Figures(
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().toString(),
        rows,
        targets(rows));
  }

  private List<Target> targets(List<Row> rows) {
    Row first = rows.get(0);
    Row next = rows.get(1);
    Row resync = rows.get(2);
    return List.of(
        new Target("seconds of a first tick", first.seconds(), 60),
        new Target("seconds of a later tick", next.seconds(), 60),
        new Target("megabytes of the poll", next.megabytes(), MOST_MEGABYTES),
        new Target("seconds of the first sync", resync.seconds(), 30),
        new Target("megabytes of the first sync", resync.megabytes(), MOST_MEGABYTES));
  }
}
