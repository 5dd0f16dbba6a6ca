package dev.gitsync.cli;

import java.util.Locale;

/** The flows that work off a queue. */
enum Flow {
  OUTBOUND,
  INBOUND,
  RESYNC,
  CHECK;

  /** The stack's output with the URL of the flow's queue. */
  String queue() {
    return name().charAt(0) + toString().substring(1) + "Queue";
  }

  /** The stack's output with the URL of the queue of what the flow failed at. */
  String deadLetters() {
    return name().charAt(0) + toString().substring(1) + "DeadLetters";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
