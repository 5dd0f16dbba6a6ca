package dev.gitsync.bench.sim;

import dev.gitsync.testkit.sim.Worlds;
import picocli.CommandLine.Option;

/** What the command line says about {@link SimulationBenchmark}. */
public final class SimulationOptions {
  @Option(
      names = "--proposals",
      description = "sim: worlds in which changes arrive by pull request.")
  private boolean isProposing;

  Worlds worlds() {
    return isProposing ? Worlds.PROPOSING : Worlds.PUSHING;
  }
}
