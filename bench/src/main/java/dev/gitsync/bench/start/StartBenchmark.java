package dev.gitsync.bench.start;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.bench.Benchmark;
import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import dev.gitsync.bench.start.ColdFunction.Sample;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a cold start costs: from the spawn of a process to the answer that an edit was committed and
 * pushed, under Lambda's runtime interface client.
 */
public final class StartBenchmark implements Benchmark {

  @Override
  public String name() {
    return "start";
  }

  @Override
  public Report run(Extent extent, Consumer<String> progress) {
    Figures figures =
        figures(file("gitsync.template"), file("gitsync.functions"), extent.runs(), progress);
    return new Report(figures.text(), new JsonMapper().valueToTree(figures));
  }

  /** The file that the launcher names by a system property. */
  private static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new BenchFault(property + " is not set. Start with ./gitsync bench.");
    }
    return Path.of(file);
  }

  static Figures figures(Path template, Path jar, int runs, Consumer<String> progress) {
    try {
      Path folder = Files.createTempDirectory("gitsync-start");
      try (Account account = new Account(template, folder)) {
        var function = new ColdFunction(account.outbound(), jar, folder, account.variables());
        return new Figures(
            Files.size(jar),
            function.function().megabytes(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().toString(),
            rows(function, account, runs, progress));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new BenchFault("A start failed: " + e.getMessage(), e);
    }
  }

  private static List<Row> rows(
      ColdFunction function, Account account, int runs, Consumer<String> progress)
      throws IOException {
    progress.accept("a start that is not counted, and the archives of classes");
    start(function, Way.PLAIN, account);
    for (Way way : Way.values()) {
      function.prepare(way, account.edit());
    }
    progress.accept("starts: " + runs + " in each way");
    Map<Way, List<Sample>> samples = samples(function, account, runs);
    var rows = new ArrayList<Row>();
    for (Way way : Way.values()) {
      rows.add(Row.of(way, samples.getOrDefault(way, List.of()), function.archiveSize(way)));
    }
    return rows;
  }

  /** In turns, so that whatever slows the machine slows all. */
  private static Map<Way, List<Sample>> samples(ColdFunction function, Account account, int runs)
      throws IOException {
    var samples = new EnumMap<Way, List<Sample>>(Way.class);
    for (int round = 0; round < runs; round++) {
      for (Way way : Way.values()) {
        samples.computeIfAbsent(way, key -> new ArrayList<>()).add(start(function, way, account));
      }
    }
    return samples;
  }

  private static Sample start(ColdFunction function, Way way, Account account) throws IOException {
    String event = account.edit();
    String before = account.tip();
    Sample sample = function.measure(way, event);
    if (account.tip().equals(before)) {
      throw new BenchFault(
          "A run made no commit, started " + way.title() + ". Its output:\n" + function.output());
    }
    return sample;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
