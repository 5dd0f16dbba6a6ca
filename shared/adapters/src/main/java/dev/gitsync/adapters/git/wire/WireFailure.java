package dev.gitsync.adapters.git.wire;

import java.io.IOException;

/** A request that did not come to a useful answer. Holds no credentials and no contents. */
public final class WireFailure extends IOException {

  /** What went wrong, as far as it makes a difference to who has to act. */
  public enum Kind {
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    REDIRECTED,
    UNREACHABLE,
    /** Nobody who is trusted vouches for the server. */
    UNTRUSTED,
    /** An answer, but not one of a Git server that speaks smart HTTP. */
    NOT_SMART,
    /** More was sent than the server takes. */
    TOO_LARGE,
    /** The server answered that it will not do this. */
    DECLINED,
    /** The answer is not what the protocol says it should be. */
    MALFORMED
  }

  private final Kind kind;

  /** A failure of a kind, and what caused it. */
  public WireFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A failure of a kind. */
  public WireFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static WireFailure malformed(String message) {
    return new WireFailure(Kind.MALFORMED, message);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
