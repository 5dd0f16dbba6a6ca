package dev.gitsync.local;

import java.nio.file.Path;

/** Where the functions run. */
public sealed interface Hosting {
  /** All in this process: quick to start, and easy to debug. */
  record InProcess() implements Hosting {}

  /**
   * Each in processes of its own, as on Lambda.
   *
   * @param code the jar of all functions as it is shipped, or a folder of classes
   */
  record Isolated(Path code) implements Hosting {
    /** Makes the path absolute. */
    public Isolated {
      code = code.toAbsolutePath().normalize();
    }
  }
}
