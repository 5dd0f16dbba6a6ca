package dev.gitsync.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.bench.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void comparesWithThePeerAndSaysWhatIsMissed() {
    var row = new Row("10 links, one tick", 2.5, 4, 200, new Row.Peer("git ls-remote", 0.25));
    var figures =
        new Figures(2, "25", List.of(row), List.of(new Target("seconds of a tick", 2.5, 2)));
    assertThat(figures.text())
        .isEqualTo(
            """
            2 processors, Java 25:

            | what               |   s | a second | peak MB | ÷ peer |          peer |
            |--------------------|----:|---------:|--------:|-------:|--------------:|
            | 10 links, one tick | 2.5 |        4 |     200 |  0.250 | git ls-remote |

            - MISSED: seconds of a tick: 2.500, at most 2
            """);
  }
}
