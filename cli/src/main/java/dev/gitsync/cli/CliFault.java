package dev.gitsync.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on; the message tells the person at the keyboard why and what to do. */
final class CliFault extends RuntimeException {
  private final Exit exit;

  CliFault(String message) {
    this(Exit.FAILED, message, null);
  }

  CliFault(String message, @Nullable Throwable cause) {
    this(Exit.FAILED, message, cause);
  }

  /** Something that a check has to know cannot be told. */
  static CliFault unknown(String message, @Nullable Throwable cause) {
    return new CliFault(Exit.UNKNOWN, message, cause);
  }

  CliFault(Exit exit, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }
}
