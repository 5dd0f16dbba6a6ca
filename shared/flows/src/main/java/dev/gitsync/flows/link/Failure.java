package dev.gitsync.flows.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a flow from working on a link.
 *
 * @param since when it failed first
 * @param attempts how often it has failed since
 * @param retryAt when it is tried again by itself; an edit, or a user who asks for it, is not kept
 *     waiting
 */
public record Failure(
    String code, String message, String remedy, Instant since, int attempts, Instant retryAt) {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
  private static final int MOST_DOUBLINGS = 6;

  /** A failure at this moment, which may be the same as the one that is known. */
  public static Failure of(
      String code, String message, String remedy, Instant now, Optional<Failure> known) {
    Optional<Failure> same = known.filter(it -> it.code().equals(code));
    int attempts = same.map(Failure::attempts).orElse(0) + 1;
    return new Failure(
        code,
        message,
        remedy,
        same.map(Failure::since).orElse(now),
        attempts,
        now.plus(waitAfter(attempts)));
  }

  /** The same failure when somebody may have mended it: its next attempt is the first again. */
  Failure retriedAt(Instant now) {
    return new Failure(code, message, remedy, since, 0, now);
  }

  /** Twice as long after each attempt, from half a minute to half an hour. */
  private static Duration waitAfter(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
