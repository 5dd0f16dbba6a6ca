package dev.gitsync.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proof can fail: mistakes that are put in on purpose are found. */
class PlantedBugsTest {

  /** The rarest is found once in some two hundred runs. */
  private static final int MOST_RUNS = 4_000;

  @ParameterizedTest
  @EnumSource
  void isFound(PlantedBug bug) {
    long first = Seeds.first();
    OptionalLong runs = Campaign.find(bug.worlds(), first, MOST_RUNS, bug);
    System.out.printf("%s from -Dsim.seed=%d: found in run %s%n", bug, first, runs);
    assertThat(runs).isPresent();
  }

  /** Some mistakes take a long story, so the shortest of a few is looked at. */
  @Test
  void isToldShort() {
    long first = Seeds.first();
    System.out.printf("Told short from -Dsim.seed=%d%n", first);
    Campaign campaign =
        Campaign.of(Worlds.PUSHING, first, 100, PlantedBug.NO_EXPECTED_TIP, run -> {});
    assertThat(campaign.failed()).isNotEmpty();
    int shortest =
        campaign.failed().stream()
            .limit(3)
            .mapToInt(it -> shrunk(it.outcome()))
            .min()
            .orElseThrow();
    assertThat(shortest).isPositive().isLessThan(20);
  }

  /** How many lines a run's story has once it was made short; it tells of the same as before. */
  private static int shrunk(Outcome found) {
    Outcome shortest = Campaign.shrink(found, PlantedBug.NO_EXPECTED_TIP);
    assertThat(shortest.violation().map(Violation::kind))
        .isEqualTo(found.violation().map(Violation::kind));
    assertThat(shortest.script().size()).isLessThanOrEqualTo(found.script().size());
    return shortest.story().size();
  }
}
