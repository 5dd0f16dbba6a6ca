package dev.gitsync.testkit.sim;

import java.security.SecureRandom;

/** Where the runs of a test begin. */
final class Seeds {

  private Seeds() {}

  /** A fresh seed, or that of {@code -Dsim.seed}. */
  static long first() {
    return Long.getLong("sim.seed", new SecureRandom().nextInt(1_000_000_000));
  }

  /** How many runs a test makes: that of {@code -Dsim.runs}. */
  static long runs(long usual) {
    return Long.getLong("sim.runs", usual);
  }
}
