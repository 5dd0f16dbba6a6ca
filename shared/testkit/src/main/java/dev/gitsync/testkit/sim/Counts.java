package dev.gitsync.testkit.sim;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened, by its name. */
public final class Counts {

  private final Map<String, Long> counts = new TreeMap<>();

  void add(String what) {
    add(what, 1);
  }

  void add(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  void add(Counts other) {
    other.counts.forEach(this::add);
  }

  /** How often something happened. */
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** All of them, by name. */
  public Map<String, Long> all() {
    return Map.copyOf(counts);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
