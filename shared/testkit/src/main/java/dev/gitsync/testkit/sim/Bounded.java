package dev.gitsync.testkit.sim;

import java.util.function.Supplier;

/** The gate of one run, which a run without an end does not get past. */
final class Bounded implements Gate {

  private static final int MOST_CALLS = 3_000;

  private final Gate gate;
  private int calls;

  Bounded(Gate gate) {
    this.gate = gate;
  }

  @Override
  public <T> T call(PortCall call, Supplier<T> effect) {
    calls++;
    if (calls > MOST_CALLS) {
      throw new IllegalStateException("A run that comes to no end: it " + call.words() + ".");
    }
    return gate.call(call, effect);
  }
}
