package dev.gitsync.bench.scale;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param links that one tick polls
 * @param hosts that the links are spread over; one in a hundred never answers, half take {@code
 *     delay}
 * @param resources of the workspace that is resynced
 * @param editing for how long edits are made
 * @param editingLinks on how many links at once, beside on one
 */
record Plan(
    int links, int hosts, Duration delay, int resources, Duration editing, int editingLinks) {

  static final Plan FULL =
      new Plan(10_000, 100, Duration.ofMillis(200), 10_000, Duration.ofSeconds(20), 100);

  int dead() {
    return Math.max(1, hosts / 100);
  }

  int slow() {
    return hosts / 2;
  }

  int quick() {
    return hosts - slow() - dead();
  }
}
