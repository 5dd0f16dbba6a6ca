package dev.gitsync.bench;

import java.util.function.Consumer;

/** Something that can be measured. */
public interface Benchmark {

  /** What it is called on the command line. */
  String name();

  /**
   * Measures; takes minutes.
   *
   * @param runs how often each figure is taken
   * @param progress told what is being done now
   * @throws BenchFault when something that it needs is not there
   */
  Report run(int runs, Consumer<String> progress);
}
