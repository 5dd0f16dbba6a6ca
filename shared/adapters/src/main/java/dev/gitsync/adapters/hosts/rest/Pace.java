package dev.gitsync.adapters.hosts.rest;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Time, as a client of an API needs it.
 *
 * @param clock tells how long it is until a limit ends
 * @param pause waits
 */
public record Pace(InstantSource clock, Pause pause) {

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Comes back after a time. */
    void of(Duration time) throws InterruptedException;
  }

  /** The machine's own. */
  public static Pace real(InstantSource clock) {
    return new Pace(clock, Thread::sleep);
  }
}
