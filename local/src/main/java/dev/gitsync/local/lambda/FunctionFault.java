package dev.gitsync.local.lambda;

import org.jspecify.annotations.Nullable;

/** A handler threw; the cause is what it threw. */
public final class FunctionFault extends Exception {
  FunctionFault(@Nullable Throwable cause) {
    super(cause);
  }
}
