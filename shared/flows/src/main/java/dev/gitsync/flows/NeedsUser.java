package dev.gitsync.flows;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has to do something before it can work: a wrong token, a branch that is not there, a
 * protected branch. Never retried at once; shown on the link.
 */
public final class NeedsUser extends RuntimeException {

  private final String code;
  private final String message;
  private final String remedy;

  /**
   * What is wrong, and what to do.
   *
   * @param code stable, such as {@code GIT-002}
   */
  public NeedsUser(String code, String message, String remedy) {
    this(code, message, remedy, null);
  }

  /** The same, keeping the cause for the log. */
  public NeedsUser(String code, String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.message = message;
    this.remedy = remedy;
  }

  /** What is wrong, for people. */
  public String message() {
    return message;
  }

  /** Stable, such as {@code GIT-002}. */
  public String code() {
    return code;
  }

  /** What to do now. */
  public String remedy() {
    return remedy;
  }
}
