package dev.gitsync.adapters.git;

import java.util.Optional;

/**
 * Keeps what is known of links' repositories beyond the process, so that a function that starts
 * cold asks as little as a warm one. All of it is a guess: what is lost, old or wrong costs
 * requests, and never correctness, since objects are named by their content and a push names the
 * tip that it was made for.
 */
public interface LinkMemory {

  /** How long a text is worth keeping. */
  int MOST_BYTES = 48 << 10;

  /** Remembers nothing. */
  LinkMemory NONE =
      new LinkMemory() {
        @Override
        public Optional<byte[]> recall(String link) {
          return Optional.empty();
        }

        @Override
        public void keep(String link, byte[] knowledge) {}
      };

  /**
   * What was kept; empty where nothing was, or where it cannot be had now.
   *
   * @param link names a link as somebody may see it, and tells nothing about it
   */
  Optional<byte[]> recall(String link);

  /**
   * Keeps at most {@value #MOST_BYTES} bytes in place of what was kept before. Fails without a
   * word.
   */
  void keep(String link, byte[] knowledge);
}
