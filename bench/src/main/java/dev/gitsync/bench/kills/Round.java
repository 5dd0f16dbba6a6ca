package dev.gitsync.bench.kills;

import java.io.IOException;

/** What an editor does again and again. */
@FunctionalInterface
interface Round {
  /**
   * Makes an edit, or a few.
   *
   * @throws IOException when the system died meanwhile
   */
  void run(Traffic traffic) throws IOException, InterruptedException;
}
