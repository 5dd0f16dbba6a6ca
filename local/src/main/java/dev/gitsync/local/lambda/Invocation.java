package dev.gitsync.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * One finished run of a function for a queue or a schedule.
 *
 * @param function the function's name for people, such as {@code Outbound}
 * @param messages how many messages the event had; 0 for a schedule's tick
 * @param failed how many of them are delivered again
 * @param fault why there was no response: what the handler threw, or how its process ended
 */
public record Invocation(
    String function, int messages, int failed, Duration duration, Optional<Throwable> fault) {
  /** How a run ended. */
  public enum Outcome {
    /** All is done. */
    SUCCEEDED,
    /** Some messages of the batch are delivered again. */
    PARTLY_FAILED,
    /** The handler threw, or all messages are delivered again. */
    FAILED
  }

  /** How it ended. */
  public Outcome outcome() {
    if (fault.isPresent() || (messages > 0 && failed == messages)) {
      return Outcome.FAILED;
    }
    return failed == 0 ? Outcome.SUCCEEDED : Outcome.PARTLY_FAILED;
  }
}
