package dev.gitsync.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WebhookFiguresTest {

  @Test
  void takesMedianAndP95ByTheNearestRank() {
    List<Long> nanos = LongStream.rangeClosed(1, 40).map(i -> i * 1_000_000).boxed().toList();
    assertThat(Times.ofNanos(nanos.reversed())).isEqualTo(new Times(40, 20, 38));
    assertThat(Times.ofNanos(List.of(7_000_000L))).isEqualTo(new Times(1, 7, 7));
  }

  @Test
  void comparesWithThePollAndSaysWhatIsMissed() {
    var figures =
        new WebhookFigures(
            2,
            "25",
            new Times(30, 300, 450),
            new Times(30, 30_000, 57_000),
            new Times(500, 9, 101));
    assertThat(figures.text())
        .isEqualTo(
            """
            2 processors, Java 25:

            | what                                   | times | median ms | p95 ms | ÷ poll |
            |----------------------------------------|------:|----------:|-------:|-------:|
            | a push is in the workspace, by webhook |    30 |       300 |    450 |  0.010 |
            | the same push, by the poll             |    30 |    30,000 | 57,000 |  1.000 |
            | a delivery is answered                 |   500 |         9 |    101 |      - |

            - met: ms from a push to the workspace, by webhook, median: 300, at most 1,000
            - MISSED: ms until a delivery is answered, 95 of 100: 101, at most 100
            """);
  }
}
