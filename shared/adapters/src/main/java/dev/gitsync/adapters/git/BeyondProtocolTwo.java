package dev.gitsync.adapters.git;

import org.jspecify.annotations.Nullable;

/** The server does not give by protocol 2 what is needed; nothing was changed. */
final class BeyondProtocolTwo extends RuntimeException {

  BeyondProtocolTwo(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
