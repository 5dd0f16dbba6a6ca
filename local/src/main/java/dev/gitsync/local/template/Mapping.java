package dev.gitsync.local.template;

/**
 * Messages of {@code queue} go to {@code function}.
 *
 * @param batchSize how many messages one event has at most
 * @param failures what a response's list of failures means
 */
public record Mapping(Function function, Queue queue, int batchSize, Failures failures) {
  /** Whether the response of a function can say which messages of a batch failed. */
  public enum Failures {
    /** The response is not read: a batch succeeds or fails as a whole. */
    WHOLE_BATCH,
    /** The response lists the messages to deliver again. */
    REPORTED
  }
}
