package dev.gitsync.local.lambda;

import dev.gitsync.local.template.Function;

/** A function that events can be handed to, by several callers at the same time. */
public interface RunningFunction extends AutoCloseable {
  /** What the template says of it. */
  Function function();

  /**
   * Starts it, so that the first event need not wait for that.
   *
   * @throws dev.gitsync.local.LocalFault when it does not start
   */
  void prepare();

  /**
   * Handles one event.
   *
   * @return the response's JSON
   * @throws FunctionFault when the handler threw, or ended in another way without a response
   */
  String invoke(String event) throws FunctionFault;

  /** Ends what runs for it. */
  @Override
  void close();
}
