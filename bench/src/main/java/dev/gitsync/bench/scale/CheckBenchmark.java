package dev.gitsync.bench.scale;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.hosts.HostsByKind;
import dev.gitsync.bench.BenchFault;
import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.bench.Table;
import dev.gitsync.bench.Target;
import dev.gitsync.bench.git.Program;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.check.CheckFlow;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.functions.Wiring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the check of a large pull request takes: DynamoDB Local, the served repository, and a
 * stand-in for Gitea's API, each asked as it would be. The peer is the git program, which fetches
 * both commits without a clone and compares them.
 */
public final class CheckBenchmark implements Benchmark {

  private static final double MOST_SECONDS = 3;
  private static final WorkspaceId WORKSPACE = new WorkspaceId("reviewed");

  private final int models;
  private final List<Integer> changes;

  /** The whole benchmark: of 2,000 models, one and a thousand are changed. */
  public CheckBenchmark() {
    this(2_000, List.of(1, 1_000));
  }

  CheckBenchmark(int models, List<Integer> changes) {
    this.models = models;
    this.changes = List.copyOf(changes);
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public int usualRuns() {
    return 5;
  }

  /**
   * Checks of one size.
   *
   * @param seconds the median
   * @param requests to the host's API, of one check
   * @param ratio to the time that the peer takes
   */
  record CheckRow(int files, double seconds, int requests, double ratio) {}

  /** What was found. */
  record CheckFigures(List<CheckRow> rows, List<Target> targets) {}

  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    Program.needGit();
    progress.accept("starting the system");
    try (var system = new ScaleSystem(List.of(WORKSPACE.value()), ScaleSystem.Pushes.UNTOLD);
        var proposals = ProposedChanges.of(system)) {
      progress.accept("%,d models, synced".formatted(models));
      Link link = proposals.linked(WORKSPACE, models);
      var rows = new ArrayList<CheckRow>();
      for (int files : changes) {
        progress.accept("pull requests of %,d files".formatted(files));
        rows.add(measure(system.wiring(), link, proposals, files, extent.runs()));
      }
      CheckRow last = rows.getLast();
      String what = "seconds for a pull request of %,d files".formatted(last.files());
      return report(
          new CheckFigures(rows, List.of(new Target(what, last.seconds(), MOST_SECONDS))));
    } catch (IOException e) {
      throw new BenchFault("The pull requests cannot be made: " + e.getMessage(), e);
    }
  }

  private static CheckRow measure(
      Wiring wiring, Link link, ProposedChanges proposals, int files, int runs) {
    CodeHosts hosts =
        HostsByKind.reaching(
            new AddressGuard(Set.of("127.0.0.1", "localhost")),
            new CodeCommitClients(),
            wiring.clock());
    var flow = new CheckFlow(wiring.links(), wiring.resources(), wiring.branch(), hosts);
    var ours = new ArrayList<Double>();
    var peers = new ArrayList<Double>();
    int requests = 0;
    for (int run = 0; run <= runs; run++) {
      long number = proposals.propose(files);
      int before = proposals.requests();
      long start = System.nanoTime();
      flow.run(link, new OfPullRequest(number));
      double seconds = (System.nanoTime() - start) / 1e9;
      requests = proposals.requests() - before;
      proposals.needPassed(number);
      double peer = proposals.secondsOfPeer(number);
      if (run > 0) { // The first warms up.
        ours.add(seconds);
        peers.add(peer);
      }
    }
    return new CheckRow(files, median(ours), requests, median(ours) / median(peers));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Report report(CheckFigures figures) {
    var table = new Table(1, List.of("changed files", "s", "requests to the host", "÷ git"));
    for (CheckRow row : figures.rows()) {
      table.add(
          List.of(
              "%,d".formatted(row.files()),
              String.format(Locale.ROOT, "%.3f", row.seconds()),
              Integer.toString(row.requests()),
              String.format(Locale.ROOT, "%.2f", row.ratio())));
    }
    String targets = figures.targets().stream().map(Target::line).collect(Collectors.joining("\n"));
    return new Report(table + "\n" + targets + "\n", new JsonMapper().valueToTree(figures));
  }
}
