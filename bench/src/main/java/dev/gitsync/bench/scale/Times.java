package dev.gitsync.bench.scale;

import java.util.List;

/**
 * How long the same took again and again.
 *
 * @param count how often it was measured
 * @param median in milliseconds
 * @param p95 what 95 of 100 took at most, in milliseconds
 */
record Times(int count, double median, double p95) {

  /** What such times come to; at least one. */
  static Times ofNanos(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Times(sorted.size(), at(sorted, 50), at(sorted, 95));
  }

  /** By the nearest rank. */
  private static double at(List<Long> sorted, int percent) {
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    return sorted.get(rank - 1) / 1e6;
  }
}
