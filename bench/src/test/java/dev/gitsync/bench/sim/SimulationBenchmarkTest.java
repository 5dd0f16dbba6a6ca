package dev.gitsync.bench.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.bench.Extent;
import dev.gitsync.bench.Report;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulationBenchmarkTest {

  @Test
  void tellsWhatItTriedAndFromWhichSeed() {
    var progress = new ArrayList<String>();
    Report report =
        new SimulationBenchmark(new SimulationOptions())
            .run(new Extent(20, Optional.of(7L)), progress::add);
    assertThat(report.text())
        .startsWith("20 runs from seed 7 in ")
        .contains("| steps", "Violations");
    assertThat(report.figures().get("runs").asInt()).isEqualTo(20);
    assertThat(progress).contains("20 runs from seed 7", "20 runs");
  }
}
