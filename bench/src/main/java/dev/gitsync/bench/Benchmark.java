package dev.gitsync.bench;

import java.util.function.Consumer;

/** Something that can be measured. */
public interface Benchmark {

  /** What it is called on the command line. */
  String name();

  /** How many runs it makes where nobody says. */
  default int usualRuns() {
    return 10;
  }

  /**
   * Measures; takes minutes.
   *
   * @param progress told what is being done now
   * @throws BenchFault when something that it needs is not there
   */
  Report run(Extent extent, Consumer<String> progress);
}
