package dev.gitsync.bench.kills;

import picocli.CommandLine.Option;

/** What the command line says about {@link KillsBenchmark}. */
public final class KillsOptions {
  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "kills: how often the system is killed (default: 100).")
  private int kills = 100;

  /** Whether the numbers make sense. */
  public boolean isValid() {
    return kills >= 1;
  }

  int kills() {
    return kills;
  }
}
