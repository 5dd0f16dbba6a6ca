package dev.gitsync.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proof can fail: mistakes that are put in on purpose are found. */
class PlantedBugsTest {

  @ParameterizedTest
  @EnumSource
  void isFoundWithinFiveHundredRuns(PlantedBug bug) {
    long first = Seeds.first();
    Campaign campaign = Campaign.of(first, 500, bug, run -> {});
    List<Violation> found =
        campaign.failed().stream()
            .flatMap(failed -> failed.outcome().violation().stream())
            .filter(violation -> !violation.isOpen())
            .toList();
    System.out.println(
        bug
            + ": "
            + found.size()
            + " of 500 runs from seed "
            + first
            + " "
            + found.stream()
                .map(Violation::kind)
                .collect(
                    java.util.stream.Collectors.groupingBy(
                        x -> x, java.util.stream.Collectors.counting())));
    assertThat(found).as("runs from seed %d", first).isNotEmpty();
  }
}
