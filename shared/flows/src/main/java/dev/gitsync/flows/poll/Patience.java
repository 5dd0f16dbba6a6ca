package dev.gitsync.flows.poll;

import dev.gitsync.flows.TryLater;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for an answer, but not for ever.
 *
 * @param longest how long
 * @param tooLate what to throw then
 */
public record Patience(Duration longest, Supplier<TryLater> tooLate) {

  /**
   * The answer, from a thread that is interrupted when it takes too long, or when the caller is.
   */
  public <T> T await(Supplier<T> question) {
    var task = new FutureTask<T>(question::get);
    Thread.startVirtualThread(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      // An interrupt ends the wait and no more: the caller has still to note what came of it.
      task.cancel(true);
      throw tooLate.get();
    }
  }
}
