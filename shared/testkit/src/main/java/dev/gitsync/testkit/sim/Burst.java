package dev.gitsync.testkit.sim;

/** How far a function goes on before something else may come first. */
enum Burst {
  TO_THE_END,
  ONE_CALL,
  THREE_CALLS,
  /** It has decided what to write, and others may make that wrong. */
  UP_TO_A_WRITE,
  THROUGH_A_WRITE;

  /**
   * Whether a call is not made any more.
   *
   * @param before how many were made
   */
  boolean endsBefore(PortCall call, int before) {
    return this == UP_TO_A_WRITE && before > 0 && call.kind() != PortCall.Kind.READ;
  }

  /**
   * Whether a call is the last that is made; something can go wrong with that one.
   *
   * @param place of the call, from 1 on
   */
  boolean endsWith(PortCall call, int place) {
    return switch (this) {
      case TO_THE_END, UP_TO_A_WRITE -> false;
      case ONE_CALL -> true;
      case THREE_CALLS -> place == 3;
      case THROUGH_A_WRITE -> call.kind() != PortCall.Kind.READ;
    };
  }
}
