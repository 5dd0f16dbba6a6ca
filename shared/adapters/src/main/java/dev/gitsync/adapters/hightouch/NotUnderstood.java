package dev.gitsync.adapters.hightouch;

/** An answer is not what it should be. The message says which part of it, and quotes nothing. */
final class NotUnderstood extends Exception {
  NotUnderstood(String message) {
    super(message);
  }

  /** A field of something. */
  static NotUnderstood field(String of, String field) {
    return new NotUnderstood(
        "%s: \"%s\" is not there, or is not what it should be.".formatted(of, field));
  }
}
