package dev.gitsync.testkit.sim;

import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import java.util.function.Supplier;

/** What goes wrong with a call of a port. */
enum Fault {
  NONE(""),
  DIES_BEFORE("and dies before that has an effect"),
  DIES_AFTER("and dies right after it"),
  FAILS("which fails"),
  UNANSWERED("which arrives, but the answer is lost"),
  REFUSED("which the host refuses");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** Whether it can happen to a call. */
  boolean concerns(PortCall call) {
    PortCall.Kind kind = call.kind();
    return switch (this) {
      case NONE, DIES_BEFORE -> true;
      case DIES_AFTER -> kind != PortCall.Kind.READ;
      case FAILS -> kind != PortCall.Kind.HINT;
      case UNANSWERED -> kind == PortCall.Kind.WRITE || kind == PortCall.Kind.PUSH;
      case REFUSED -> kind == PortCall.Kind.PUSH;
    };
  }

  /** As a story tells it, after the call. */
  String words() {
    return words;
  }

  /** The call with this fault. */
  @SuppressWarnings("unchecked")
  <T> T around(Supplier<T> effect) {
    return switch (this) {
      case NONE -> effect.get();
      case DIES_BEFORE -> throw new Crash();
      case DIES_AFTER -> {
        var _ = effect.get();
        throw new Crash();
      }
      case FAILS -> throw unreachable();
      case UNANSWERED -> {
        var _ = effect.get();
        throw unreachable();
      }
      case REFUSED -> (T) new Refused(Reason.POLICY, "not today");
    };
  }

  private static TryLater unreachable() {
    return new TryLater("SIM-001", "The simulated server did not answer.", null);
  }
}
