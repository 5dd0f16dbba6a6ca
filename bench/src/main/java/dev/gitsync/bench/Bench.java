package dev.gitsync.bench;

import dev.gitsync.bench.git.GitBenchmark;
import dev.gitsync.bench.kills.KillsBenchmark;
import dev.gitsync.bench.kills.KillsOptions;
import dev.gitsync.bench.scale.CheckBenchmark;
import dev.gitsync.bench.scale.ScaleBenchmark;
import dev.gitsync.bench.scale.WebhookBenchmark;
import dev.gitsync.bench.sim.SimulationBenchmark;
import dev.gitsync.bench.sim.SimulationOptions;
import dev.gitsync.bench.start.StartBenchmark;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code ./gitsync bench}. */
@Command(
    name = "gitsync bench",
    description = "Measures, and prints how the figures compare.",
    sortOptions = false)
public final class Bench implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which benchmark (default: all).")
  private @Nullable String name;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes all figures to a file.")
  private @Nullable Path json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "How often each figure is taken (default: 10), for webhook how much is pushed"
              + " (default: 30), and for sim how many worlds are run (default: 2000).")
  private @Nullable Integer runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "For sim, the seed of the first run, and for kills of all (default: a new one).")
  private @Nullable Long seed;

  @Mixin private final SimulationOptions simulation = new SimulationOptions();

  @Mixin private final KillsOptions kills = new KillsOptions();

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(names = "--help", usageHelp = true, description = "Shows this text.")
  private boolean help;

  private final List<Benchmark> all =
      List.of(
          new GitBenchmark(),
          new StartBenchmark(),
          new ScaleBenchmark(),
          new CheckBenchmark(),
          new WebhookBenchmark(),
          new SimulationBenchmark(simulation),
          new KillsBenchmark(kills));

  private Bench() {}

  /**
   * Exits with 0 when all was measured and holds, 1 when not, 2 when {@code arguments} make no
   * sense.
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench());
  }

  @Override
  public Integer call() {
    if (runs != null && runs < 1) {
      throw wrong("Invalid value for option '--runs': must be 1 or more");
    }
    if (!kills.isValid()) {
      throw wrong("Invalid value for option '--kills': must be 1 or more");
    }
    List<Benchmark> chosen = chosen();
    ObjectNode figures = JSON.createObjectNode();
    boolean complete = true;
    for (Benchmark benchmark : chosen) {
      Optional<Report> report = run(benchmark);
      report.ifPresent(it -> figures.set(benchmark.name(), it.figures()));
      complete &= report.filter(it -> it.verdict() == Report.Verdict.HOLDS).isPresent();
    }
    return write(figures) && complete ? 0 : 1;
  }

  private List<Benchmark> chosen() {
    if (name == null) {
      return all;
    }
    return all.stream()
        .filter(it -> it.name().equals(name))
        .findAny()
        .map(List::of)
        .orElseThrow(
            () -> wrong("There is no benchmark \"%s\". Choose: %s".formatted(name, names())));
  }

  private String names() {
    return all.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Optional<Report> run(Benchmark benchmark) {
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    try {
      Report report =
          benchmark.run(
              new Extent(runs == null ? benchmark.usualRuns() : runs, Optional.ofNullable(seed)),
              line -> {
                err.printf(
                    Locale.ROOT, "%4d s  %s%n", (System.nanoTime() - start) / 1_000_000_000, line);
                err.flush();
              });
      PrintWriter out = spec.commandLine().getOut();
      out.print(report.text());
      out.flush();
      return Optional.of(report);
    } catch (BenchFault e) {
      err.println("gitsync: no figures of " + benchmark.name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean write(ObjectNode figures) {
    if (json == null) {
      return true;
    }
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(json, figures);
      return true;
    } catch (JacksonException e) {
      spec.commandLine().getErr().println("gitsync: cannot write " + json + ": " + e.getMessage());
      return false;
    }
  }
}
