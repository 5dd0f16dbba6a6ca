package dev.gitsync.bench.kills;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** When a system is killed. */
enum Moment {
  /** Before it can be used. */
  STARTING("while it started"),
  /** At any time. */
  ANY("at any time"),
  /** When an edit was just accepted. */
  ACCEPTED("after an edit"),
  /** When the branch just moved, so that a flow has not noted yet what it pushed. */
  PUSHED("after a push of its own"),
  /** While somebody pushes to it. */
  PUSHED_TO("while it was pushed to");

  private static final int LONGEST_WAIT_MILLIS = 5_000;

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  static Moment pick(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** How long it is let run at least, once it can be used, or since its start. */
  int before(Random random) {
    return switch (this) {
      case STARTING -> 200 + random.nextInt(2_500);
      case ANY -> random.nextInt(5_000);
      case ACCEPTED, PUSHED, PUSHED_TO -> 800 + random.nextInt(2_000);
    };
  }

  /** How long after what it waits for. */
  int after(Random random) {
    return switch (this) {
      case STARTING, ANY -> 0;
      case ACCEPTED -> random.nextInt(20);
      case PUSHED -> random.nextInt(40);
      case PUSHED_TO -> random.nextInt(150);
    };
  }

  /** Waits until {@code happened}, which is looked at very often, but not for ever. */
  static void await(BooleanSupplier happened) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
    while (!happened.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.MICROSECONDS.sleep(500);
    }
  }
}
