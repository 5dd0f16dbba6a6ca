package dev.gitsync.bench.scale;

import dev.gitsync.bench.Table;
import dev.gitsync.bench.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was found.
 *
 * @param told from the end of a push until the workspace has it, by a webhook
 * @param polled the same of the same pushes, by the poll
 * @param answered from a delivery until its answer
 */
record WebhookFigures(int processors, String java, Times told, Times polled, Times answered) {

  private static final double SLOWEST_PUSH = 1_000;
  private static final double SLOWEST_ANSWER = 100;

  List<Target> targets() {
    return List.of(
        new Target(
            "ms from a push to the workspace, by webhook, median", told.median(), SLOWEST_PUSH),
        new Target("ms until a delivery is answered, 95 of 100", answered.p95(), SLOWEST_ANSWER));
  }

  /** For people. */
  String text() {
    var table = new Table(1, List.of("what", "times", "median ms", "p95 ms", "÷ poll"));
    table.add(cells("a push is in the workspace, by webhook", told, ratio()));
    table.add(cells("the same push, by the poll", polled, "1.000"));
    table.add(cells("a delivery is answered", answered, "-"));
    return """
        %d processors, Java %s:

        %s
        %s
        """
        .formatted(
            processors,
            java,
            table,
            targets().stream().map(Target::line).collect(Collectors.joining("\n")));
  }

  private String ratio() {
    return String.format(Locale.ROOT, "%.3f", told.median() / polled.median());
  }

  private static List<String> cells(String what, Times times, String ratio) {
    return List.of(
        what,
        Integer.toString(times.count()),
        milliseconds(times.median()),
        milliseconds(times.p95()),
        ratio);
  }

  private static String milliseconds(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
