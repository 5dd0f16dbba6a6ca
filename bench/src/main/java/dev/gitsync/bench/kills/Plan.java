package dev.gitsync.bench.kills;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param quietEvery after so many kills both sides have to become equal before it goes on
 * @param patience how long that may take, and any other thing that is waited for
 * @param seed of all that is left to chance, but for how threads and processes happen to run
 */
record Plan(int kills, int quietEvery, Duration patience, long seed) {

  private static final int QUIET_EVERY = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  static Plan of(int kills, long seed) {
    return new Plan(kills, QUIET_EVERY, PATIENCE, seed);
  }
}
