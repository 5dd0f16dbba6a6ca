package dev.gitsync.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Runs the simulation. {@code -Dsim.seed=N -Dsim.runs=1} replays a run, and {@code
 * -Dsim.strict=true} fails for what is known and not mended too.
 */
class SimulationTest {

  @Test
  void everythingHoldsWhateverHappens() {
    long first = Seeds.first();
    long runs = Seeds.runs(500);
    System.out.printf("%d runs from -Dsim.seed=%d%n", runs, first);
    report(Campaign.of(first, runs, run -> {}).unexpected());
  }

  @Test
  void everythingHoldsThatOnceDidNot() throws IOException {
    for (long seed : stored()) {
      report(Campaign.of(seed, 1, run -> {}).unexpected());
    }
  }

  @Test
  void replaysASeedExactly() {
    assertThat(told(7).story()).isEqualTo(told(7).story()).isNotEmpty();
    Outcome drawn = told(8);
    assertThat(Campaign.replay(drawn.script()).story()).isEqualTo(drawn.story());
  }

  private static Outcome told(long seed) {
    return Campaign.tell(seed);
  }

  private static List<Long> stored() throws IOException {
    try (InputStream seeds =
        Objects.requireNonNull(SimulationTest.class.getResourceAsStream("/sim/seeds.txt"))) {
      return new String(seeds.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(Long::parseLong)
          .toList();
    }
  }

  private static void report(List<Campaign.Failed> failed) {
    failed.stream()
        .findFirst()
        .ifPresent(it -> fail("%d runs failed, such as: %s".formatted(failed.size(), it.report())));
  }
}
