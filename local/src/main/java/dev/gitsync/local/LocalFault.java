package dev.gitsync.local;

import org.jspecify.annotations.Nullable;

/** The system cannot start or run here; the message tells the person at the keyboard what to do. */
public final class LocalFault extends RuntimeException {
  /** A fault that is its own cause. */
  public LocalFault(String message) {
    super(message);
  }

  /** A fault that {@code cause} led to. */
  public LocalFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
