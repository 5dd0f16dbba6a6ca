package dev.gitsync.bench;

import org.jspecify.annotations.Nullable;

/** A benchmark cannot run here; the message tells the person at the keyboard why. */
public final class BenchFault extends RuntimeException {
  /** A fault that is its own cause. */
  public BenchFault(String message) {
    super(message);
  }

  /** A fault that {@code cause} led to. */
  public BenchFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
