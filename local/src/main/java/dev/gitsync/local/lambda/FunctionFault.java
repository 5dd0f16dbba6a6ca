package dev.gitsync.local.lambda;

import org.jspecify.annotations.Nullable;

/** A run of a function ended without a response; the cause says why, and is what it threw. */
public final class FunctionFault extends Exception {
  /** With what the handler threw. */
  public FunctionFault(@Nullable Throwable cause) {
    super(cause);
  }
}
