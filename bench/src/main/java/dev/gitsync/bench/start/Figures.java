package dev.gitsync.bench.start;

import dev.gitsync.bench.Table;
import dev.gitsync.bench.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * All figures of a run.
 *
 * @param jar the size of the functions' jar, in bytes
 * @param megabytes the memory that the function is given
 * @param processors of the machine that was all of AWS, the Git server and the function
 */
record Figures(long jar, int megabytes, int processors, String java, List<Row> rows) {
  private static final double MEGABYTE = 1_000_000;
  private static final double LARGEST_JAR = 20;
  private static final double SLOWEST_PLAIN = 1_500;
  private static final double SLOWEST_CACHED = 700;

  /** For people. */
  String text() {
    var table =
        new Table(
            1, List.of("start", "runs", "median ms", "÷ plain", "CPU ms", "RSS MB", "file MB"));
    rows.forEach(row -> table.add(cells(row)));
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "functions jar %.1f MB, function of %d MB, %d processors, Java %s\n\n",
            jar / MEGABYTE,
            megabytes,
            processors,
            java));
    text.append(table).append('\n');
    targets().forEach(target -> text.append(target.line()).append('\n'));
    return text.toString();
  }

  List<Target> targets() {
    return Stream.concat(
            Stream.of(new Target("functions jar in MB", jar / MEGABYTE, LARGEST_JAR)),
            rows.stream().flatMap(Figures::target))
        .toList();
  }

  private static Stream<Target> target(Row row) {
    String what = "spawn to commit in ms, " + row.way().title();
    return switch (row.way()) {
      case PLAIN -> Stream.of(new Target(what, row.milliseconds(), SLOWEST_PLAIN));
      case AOT_CACHE -> Stream.of(new Target(what, row.milliseconds(), SLOWEST_CACHED));
      case APP_CDS, SNAP_START -> Stream.empty();
    };
  }

  private List<String> cells(Row row) {
    return List.of(
        row.way().title(),
        Integer.toString(row.runs()),
        Long.toString(row.milliseconds()),
        String.format(Locale.ROOT, "%.2f", (double) row.milliseconds() / plain()),
        row.way() == Way.SNAP_START ? "-" : Long.toString(row.processor()),
        row.resident() == 0 ? "-" : Math.round(row.resident() / MEGABYTE) + "",
        row.archive() == 0 ? "-" : Math.round(row.archive() / MEGABYTE) + "");
  }

  private long plain() {
    return rows.stream()
        .filter(row -> row.way() == Way.PLAIN)
        .mapToLong(Row::milliseconds)
        .findFirst()
        .orElseThrow();
  }
}
