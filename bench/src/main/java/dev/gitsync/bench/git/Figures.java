package dev.gitsync.bench.git;

import dev.gitsync.bench.Table;
import dev.gitsync.bench.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All figures of a run.
 *
 * @param processors of the machine that was server and client
 * @param git the version of the git program, as it says it
 */
record Figures(
    int runs,
    long roundTripMilliseconds,
    int processors,
    String java,
    String git,
    List<Row> rows,
    List<Target> targets) {

  private static final List<String> TITLES =
      List.of(
          "repository",
          "files",
          "peer",
          "over",
          "requests",
          "connections",
          "bytes up",
          "bytes down",
          "median ms",
          "heap MB",
          "cached ÷ it",
          "cold ÷ it");

  private static final int NAMES = 4;

  /** For people. */
  String text() {
    var table = new Table(NAMES, TITLES);
    rows.forEach(row -> table.add(cells(row)));
    var text = new StringBuilder();
    text.append(
        "Median of %d runs, %d ms a round trip, %d processors, Java %s, %s\n\n"
            .formatted(runs, roundTripMilliseconds, processors, java, git));
    text.append(table).append('\n');
    targets.forEach(target -> text.append(target.line()).append('\n'));
    return text.toString();
  }

  private List<String> cells(Row row) {
    return List.of(
        row.repository(),
        new Job(row.files()).title(),
        row.peer().title(),
        row.transport().name(),
        whole(row.requests()),
        whole(row.connections()),
        whole(row.up()),
        whole(row.down()),
        whole(Math.round(row.median())),
        row.heap().isPresent() ? whole(row.heap().getAsInt()) : "-",
        ratio(Peer.cached(row.transport()), row),
        ratio(Peer.cold(row.transport()), row));
  }

  private String ratio(Peer ours, Row row) {
    Optional<Double> ratio = new Rows(rows).ratio(ours, row);
    return ratio
        .filter(it -> row.peer() != ours)
        .map(it -> String.format(Locale.ROOT, "%.2f", it))
        .orElse("");
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
