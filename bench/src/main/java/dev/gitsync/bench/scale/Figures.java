package dev.gitsync.bench.scale;

import dev.gitsync.bench.Table;
import dev.gitsync.bench.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found, for people and programs. */
record Figures(int processors, String java, List<Row> rows, List<Target> targets) {

  Figures {
    rows = List.copyOf(rows);
    targets = List.copyOf(targets);
  }

  String text() {
    var table = new Table(1, List.of("what", "s", "a second", "peak MB", "÷ peer", "peer"));
    for (Row row : rows) {
      table.add(
          List.of(
              row.what(),
              number("%.1f", row.seconds()),
              number("%,.0f", row.perSecond()),
              String.valueOf(row.megabytes()),
              number("%.3f", row.peer().ratio()),
              row.peer().name()));
    }
    return """
        %d processors, Java %s:

        %s
        %s
        """
        .formatted(
            processors,
            java,
            table,
            targets.stream().map(Target::line).collect(Collectors.joining("\n")));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
