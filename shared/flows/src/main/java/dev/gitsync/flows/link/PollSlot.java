package dev.gitsync.flows.link;

import dev.gitsync.flows.link.LinkSettings.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of the links that a tick of the poll looks at together. Most links are looked at with each
 * tick. One whose host tells of pushes by itself is looked at once in {@value #COUNT} ticks, as
 * long as nothing is wrong with it.
 *
 * @param number which of {@value #COUNT}; a workspace is always in the same
 */
public record PollSlot(Pace pace, int number) {

  /** How many parts there are of each pace. */
  public static final int COUNT = 15;

  private static final int TICK_SECONDS = 60;

  /** How often a slot is looked at. */
  public enum Pace {
    EACH_TICK("each"),
    RARELY("rare");

    private final String text;

    Pace(String text) {
      this.text = text;
    }
  }

  /** The slot of a link; none while it is paused. */
  public static Optional<PollSlot> of(Link link) {
    if (link.settings().mode() == Mode.PAUSED) {
      return Optional.empty();
    }
    int number = Math.floorMod(link.workspace().value().hashCode(), COUNT);
    return Optional.of(new PollSlot(pace(link.state()), number));
  }

  private static Pace pace(LinkState state) {
    boolean isLeft =
        !state.failures().isEmpty() || state.resync().isPresent() || state.delivered().isPresent();
    return state.webhook().isPresent() && !isLeft ? Pace.RARELY : Pace.EACH_TICK;
  }

  /** The slots that a tick looks at. */
  public static List<PollSlot> dueAt(Instant tick) {
    var due = new ArrayList<PollSlot>();
    for (int number = 0; number < COUNT; number++) {
      due.add(new PollSlot(Pace.EACH_TICK, number));
    }
    long ticks = tick.getEpochSecond() / TICK_SECONDS;
    due.add(new PollSlot(Pace.RARELY, (int) Math.floorMod(ticks, (long) COUNT)));
    return due;
  }

  /** All slots. */
  public static List<PollSlot> all() {
    var all = new ArrayList<PollSlot>();
    for (Pace pace : Pace.values()) {
      for (int number = 0; number < COUNT; number++) {
        all.add(new PollSlot(pace, number));
      }
    }
    return all;
  }

  /** The slot as the index of links names it, such as {@code each-07}. */
  @Override
  public String toString() {
    return "%s-%02d".formatted(pace.text, number);
  }
}
