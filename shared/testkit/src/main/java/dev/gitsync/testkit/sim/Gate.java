package dev.gitsync.testkit.sim;

import java.util.function.Supplier;

/** Stands before each call of a port. */
interface Gate {

  /** Lets everything through at once. */
  Gate OPEN =
      new Gate() {
        @Override
        public <T> T call(PortCall call, Supplier<T> effect) {
          return effect.get();
        }
      };

  /** Makes a call when its time has come. */
  <T> T call(PortCall call, Supplier<T> effect);
}
