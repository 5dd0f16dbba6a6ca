package dev.gitsync.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the simulation. {@code -Dsim.seed=N -Dsim.runs=1} replays a run. */
class SimulationTest {

  @ParameterizedTest
  @EnumSource
  void everythingHoldsWhateverHappens(Worlds worlds) {
    long first = Seeds.first();
    long runs = Seeds.runs(500);
    System.out.printf("%d %s runs from -Dsim.seed=%d%n", runs, worlds, first);
    report(Campaign.of(worlds, first, runs, run -> {}).failed());
  }

  @ParameterizedTest
  @EnumSource
  void everythingHoldsThatOnceDidNot(Worlds worlds) throws IOException {
    for (long seed : stored(worlds)) {
      report(Campaign.of(worlds, seed, 1, run -> {}).failed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void replaysASeedExactly(Worlds worlds) {
    assertThat(told(worlds, 7).story()).isEqualTo(told(worlds, 7).story()).isNotEmpty();
    Outcome drawn = told(worlds, 8);
    assertThat(Campaign.replay(drawn.script()).story()).isEqualTo(drawn.story());
  }

  private static Outcome told(Worlds worlds, long seed) {
    return Campaign.tell(worlds, seed);
  }

  private static List<Long> stored(Worlds worlds) throws IOException {
    String file = worlds == Worlds.PUSHING ? "/sim/seeds.txt" : "/sim/proposal-seeds.txt";
    try (InputStream seeds =
        Objects.requireNonNull(SimulationTest.class.getResourceAsStream(file))) {
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
