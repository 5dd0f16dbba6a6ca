package dev.gitsync.bench.git;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.bench.git.Plan.Stage;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a poll and a push cost our engine, JGit and the git program, at a real Git server behind TLS
 * that is some way off.
 */
public final class GitBenchmark implements Benchmark {

  private final Plan plan;

  /** The whole benchmark. */
  public GitBenchmark() {
    this(Plan.FULL);
  }

  GitBenchmark(Plan plan) {
    this.plan = plan;
  }

  @Override
  public String name() {
    return "git";
  }

  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    Figures figures = figures(extent.runs(), progress);
    return new Report(figures.text(), new JsonMapper().valueToTree(figures));
  }

  Figures figures(int runs, Consumer<String> progress) {
    Program.needGit();
    try (Host host = Host.start()) {
      var rows = new ArrayList<Row>();
      for (Stage stage : plan.stages()) {
        if (stage.transport() == Transport.SSH && host.ssh().isEmpty()) {
          progress.accept("no sshd (Debian: openssh-server): nothing is measured by SSH");
        } else {
          rows.addAll(measure(host, stage, runs, progress));
        }
      }
      return new Figures(
          runs,
          plan.roundTrip().toMillis(),
          Runtime.getRuntime().availableProcessors(),
          Runtime.version().toString(),
          CGitServer.run(Path.of("."), "git", "--version").strip(),
          rows,
          Targets.of(new Rows(rows)));
    } catch (IOException e) {
      throw new BenchFault("A run failed: " + e.getMessage(), e);
    }
  }

  private List<Row> measure(Host host, Stage stage, int runs, Consumer<String> progress)
      throws IOException {
    Shape shape = stage.shape();
    SampleRepository repository = host.repository(shape);
    if (!repository.isMade()) {
      progress.accept(
          "making the %s repository: %,d files, %,d commits"
              .formatted(shape.name(), shape.files(), shape.commits()));
      repository.make();
    }
    var lanes = new ArrayList<Lane>();
    try {
      for (Peer peer : Peer.over(stage.transport())) {
        lanes.add(host.lane(shape, peer, plan.roundTrip()));
      }
      var rows = new ArrayList<Row>();
      for (Job job : stage.jobs()) {
        progress.accept(
            "%s repository, %s, by %s: time"
                .formatted(shape.name(), job.title(), stage.transport()));
        Map<Peer, List<Cost>> costs = costs(lanes, job, runs);
        if (stage.transport() == Transport.HTTPS) {
          progress.accept("%s repository, %s: heap".formatted(shape.name(), job.title()));
        }
        for (Map.Entry<Peer, List<Cost>> all : costs.entrySet()) {
          OptionalInt heap = heap(host, shape, job, all.getKey());
          rows.add(Row.of(shape, job, all.getKey(), all.getValue(), heap));
        }
      }
      return rows;
    } finally {
      for (Lane lane : lanes) {
        lane.close();
      }
    }
  }

  /** In turns, so that whatever slows the machine slows all. */
  private static Map<Peer, List<Cost>> costs(List<Lane> lanes, Job job, int runs)
      throws IOException {
    var costs = new EnumMap<Peer, List<Cost>>(Peer.class);
    for (int round = 1; round <= runs; round++) {
      for (Lane lane : lanes) {
        costs.computeIfAbsent(lane.peer(), peer -> new ArrayList<>()).add(lane.measure(job, round));
      }
    }
    return costs;
  }

  private OptionalInt heap(Host host, Shape shape, Job job, Peer peer) throws IOException {
    if (!peer.hasHeap()) {
      return OptionalInt.empty();
    }
    Branch branch = host.branch(shape, "heap-" + peer.branch());
    return plan.heaps().smallest(size -> new OneRun(peer, job, size, branch).succeeds(size));
  }
}
