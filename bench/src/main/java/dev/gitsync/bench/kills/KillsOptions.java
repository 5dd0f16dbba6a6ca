package dev.gitsync.bench.kills;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says about {@link KillsBenchmark}. */
public final class KillsOptions {
  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "kills: how often the system is killed (default: 100).")
  private int kills = 100;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "kills: what decides when, and who edits what (default: another each time).")
  private @Nullable Long seed;

  /** Whether the numbers make sense. */
  public boolean isValid() {
    return kills >= 1;
  }

  int kills() {
    return kills;
  }

  Optional<Long> seed() {
    return Optional.ofNullable(seed);
  }
}
