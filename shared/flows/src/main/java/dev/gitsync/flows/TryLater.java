package dev.gitsync.flows;

import org.jspecify.annotations.Nullable;

/** It may work in a while without anybody doing anything: the message is delivered again. */
public final class TryLater extends RuntimeException {

  private final String code;
  private final String message;

  /** What did not work. */
  public TryLater(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.message = message;
  }

  /** What is wrong, for people. */
  public String message() {
    return message;
  }

  /** Stable, such as {@code GIT-010}. */
  public String code() {
    return code;
  }
}
