package dev.gitsync.bench.sim;

import dev.gitsync.bench.Table;
import dev.gitsync.testkit.sim.Campaign;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a number of runs of the simulation came to.
 *
 * @param happened how often what was done and what went wrong, by its name
 * @param violations of each kind
 * @param failed how many runs found one
 */
record Figures(
    long seed,
    long runs,
    double seconds,
    Map<String, Long> happened,
    Map<String, Long> violations,
    int failed) {

  static Figures of(long seed, long runs, double seconds, Campaign campaign) {
    Map<String, Long> violations =
        campaign.failed().stream()
            .flatMap(failed -> failed.outcome().violation().stream())
            .collect(
                Collectors.groupingBy(
                    it -> it.kind().toString(), TreeMap::new, Collectors.counting()));
    return new Figures(
        seed,
        runs,
        seconds,
        new TreeMap<>(campaign.counts().all()),
        violations,
        campaign.failed().size());
  }

  String text() {
    var table = new Table(1, List.of("simulation", "times"));
    happened.forEach((what, times) -> table.add(List.of(what, number(times))));
    violations.forEach((kind, times) -> table.add(List.of(kind, number(times))));
    return String.format(
        Locale.ROOT,
        "%,d runs from seed %d in %.1f s, %.0f each second%n%n%s%nViolations: %d%n",
        runs,
        seed,
        seconds,
        runs / seconds,
        table,
        failed);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
