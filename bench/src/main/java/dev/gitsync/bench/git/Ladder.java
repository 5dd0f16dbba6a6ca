package dev.gitsync.bench.git;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sizes to try.
 *
 * @param rungs ascending
 */
record Ladder(List<Integer> rungs) {

  Ladder {
    rungs = List.copyOf(rungs);
  }

  /** Whether a size is enough. */
  @FunctionalInterface
  interface Trial {
    boolean isEnough(int size) throws IOException;
  }

  /** The smallest that is enough, tried from below, where most end; empty when none is. */
  OptionalInt smallest(Trial trial) throws IOException {
    for (int size : rungs) {
      if (trial.isEnough(size)) {
        return OptionalInt.of(size);
      }
    }
    return OptionalInt.empty();
  }
}
