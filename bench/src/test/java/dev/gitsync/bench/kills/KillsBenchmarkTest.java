package dev.gitsync.bench.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A few kills of what {@code ./gitsync bench kills} does a hundred of. */
class KillsBenchmarkTest {

  private static final int KILLS = 3;

  @Test
  void losesNothingAndDoesNothingTwiceWhenKilledUnderEditsFromBothSides() {
    long seed = ThreadLocalRandom.current().nextLong(1_000_000_000);
    System.out.println("Seed " + seed);
    List<String> progress = new ArrayList<>();
    Figures figures = KillsBenchmark.figures(Plan.of(KILLS, seed), progress::add);
    assertThat(figures.violations()).as("seed %d, %s", seed, progress).isEmpty();
    assertThat(figures.kills()).isEqualTo(KILLS);
  }
}
