package dev.gitsync.bench.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.bench.Target;
import dev.gitsync.bench.start.ColdFunction.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static Row row(Way way, long archive, int... milliseconds) {
    return Row.of(
        way,
        Arrays.stream(milliseconds)
            .mapToObj(it -> new Sample(Duration.ofMillis(it), Duration.ofMillis(900), 150_000_000))
            .toList(),
        archive);
  }

  @Test
  void comparesEachStartWithAPlainOneAndWithItsTarget() {
    var figures =
        new Figures(
            18_400_000,
            1024,
            2,
            "25",
            List.of(
                row(Way.PLAIN, 0, 1600, 1400, 1500), row(Way.AOT_CACHE, 60_000_000, 750, 800, 10)));
    assertThat(figures.text())
        .isEqualTo(
            """
            functions jar 18.4 MB, function of 1024 MB, 2 processors, Java 25

            | start     | runs | median ms | ÷ plain | CPU ms | RSS MB | file MB |
            |-----------|-----:|----------:|--------:|-------:|-------:|--------:|
            | plain     |    3 |      1500 |    1.00 |    900 |    150 |       - |
            | AOT cache |    3 |       750 |    0.50 |    900 |    150 |      60 |

            - met: functions jar in MB: 18.400, at most 20
            - met: spawn to commit in ms, plain: 1,500, at most 1,500
            - MISSED: spawn to commit in ms, AOT cache: 750, at most 700
            """);
    assertThat(figures.targets()).extracting(Target::isMet).containsExactly(true, true, false);
  }
}
