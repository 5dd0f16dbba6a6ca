package dev.gitsync.local.isolated;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One event on its way through a process.
 *
 * @param answer the response's JSON; fails with a {@link FunctionError}
 */
record Run(String id, String event, Instant deadline, CompletableFuture<String> answer) {
  static Run of(String event, Instant deadline) {
    return new Run(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
  }
}
