package dev.gitsync.functions.api;

import dev.gitsync.flows.TryLater;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Tries again what somebody else was faster with, each time from what is there now. */
final class Attempts {

  private static final int MOST = 30;
  private static final int LONGEST_WAIT_MILLIS = 40;

  private Attempts() {}

  /** One attempt; empty when somebody else was faster. */
  @FunctionalInterface
  interface Attempt<T> {
    Optional<T> run() throws ApiProblem;
  }

  /**
   * What the first attempt gives that is not lost.
   *
   * @throws TryLater when all are
   */
  static <T> T run(Attempt<T> attempt) throws ApiProblem {
    for (int i = 0; i < MOST; i++) {
      Optional<T> done = attempt.run();
      if (done.isPresent()) {
        return done.get();
      }
      waitABit();
    }
    throw new TryLater("SYNC-003", "Too many edits of the same at once.", null);
  }

  private static void waitABit() {
    long millis = ThreadLocalRandom.current().nextLong(1, LONGEST_WAIT_MILLIS);
    LockSupport.parkNanos(millis * 1_000_000);
  }
}
