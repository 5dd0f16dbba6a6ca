package dev.gitsync.local.isolated;

import dev.gitsync.local.lambda.FunctionFault;
import dev.gitsync.local.template.Function;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda calls an execution environment: one process of a function, which handles one event
 * after the other. A run that takes too long ends the process.
 */
final class Environment {
  private final Function function;

  /** Runs to be fetched by the process; an empty one says that there will be no more. */
  private final BlockingQueue<Optional<Run>> runs = new LinkedBlockingQueue<>();

  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private @Nullable Process process;
  private @Nullable Run current;
  private boolean over;

  Environment(Function function) {
    this.function = function;
  }

  Function function() {
    return function;
  }

  /** Takes {@code started} as its process. */
  synchronized void runsAs(Process started) {
    process = started;
    var _ = started.onExit().thenAccept(it -> end("The process ended with code " + it.exitValue()));
  }

  synchronized boolean alive() {
    return !over && process != null && process.isAlive();
  }

  /** Waits until the handler is made. */
  void awaitReady(Duration patience) throws FunctionFault {
    var _ = await(ready, patience, "Init timed out");
  }

  /** Has an event handled; at most one at a time. */
  String invoke(String event) throws FunctionFault {
    Run run = Run.of(event, Instant.now().plus(function.timeout()));
    synchronized (this) {
      current = run;
    }
    if (!alive()) {
      throw new FunctionFault(new FunctionError("The process ended"));
    }
    runs.add(Optional.of(run));
    return await(run.answer(), function.timeout(), "Task timed out");
  }

  private <T> T await(CompletableFuture<T> result, Duration patience, String late)
      throws FunctionFault {
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new FunctionFault(e.getCause());
    } catch (TimeoutException e) {
      kill();
      throw new FunctionFault(
          new FunctionError(
              String.format(
                  Locale.ROOT, "%s after %.2f seconds", late, patience.toMillis() / 1000.0)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new FunctionFault(e);
    }
  }

  /** The process asks for its next event: its handler is made. Waits; nothing when it is over. */
  Optional<Run> next() throws InterruptedException {
    ready.complete(true);
    return runs.take();
  }

  /** The process has an answer to the run with this id. */
  synchronized void succeed(String id, String response) {
    if (current != null && current.id().equals(id)) {
      current.answer().complete(response);
    }
  }

  /** The process tells that the run with this id failed. */
  synchronized void fail(String id, FunctionError error) {
    if (current != null && current.id().equals(id)) {
      current.answer().completeExceptionally(error);
    }
  }

  /** The process tells that the handler cannot be made. */
  void failInit(FunctionError error) {
    ready.completeExceptionally(error);
  }

  /** Ends the process, whatever it does. */
  synchronized void kill() {
    over = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private synchronized void end(String how) {
    over = true;
    FunctionError error = new FunctionError(how);
    ready.completeExceptionally(error);
    if (current != null) {
      current.answer().completeExceptionally(error);
    }
    runs.add(Optional.empty());
  }
}
