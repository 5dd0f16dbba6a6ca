package dev.gitsync.bench.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.bench.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RowTest {

  private static Cost cost(int requests, long up, int milliseconds) {
    return new Cost(requests, 1, up, 10, Duration.ofMillis(milliseconds));
  }

  private static Row row(Peer peer, Cost... costs) {
    return Row.of(Shape.LARGE, new Job(1), peer, List.of(costs), OptionalInt.empty());
  }

  @Test
  void isTheMiddleOfAnOddNumberOfRuns() {
    Row row = row(Peer.GIT, cost(9, 700, 30), cost(8, 500, 10), cost(9, 600, 500));
    assertThat(row.requests()).isEqualTo(9);
    assertThat(row.up()).isEqualTo(600);
    assertThat(row.median()).isEqualTo(30);
    assertThat(row.milliseconds()).containsExactly(30.0, 10.0, 500.0);
  }

  @Test
  void liesBetweenTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(row(Peer.GIT, cost(1, 1, 40), cost(1, 1, 10), cost(1, 1, 20), cost(1, 1, 90)))
        .extracting(Row::median)
        .isEqualTo(30.0);
  }

  @Test
  void saysWhichPartOfAnothersTimeOursIs() {
    Row ours = row(Peer.CACHED, cost(1, 1, 20));
    Row theirs = row(Peer.JGIT, cost(1, 1, 80));
    var rows = new Rows(List.of(ours, theirs));
    assertThat(rows.ratio(Peer.CACHED, theirs)).contains(0.25);
    assertThat(rows.ratio(Peer.COLD, theirs)).isEqualTo(Optional.empty());
  }

  @Test
  void missesATargetThatItIsAbove() {
    var rows = new Rows(List.of(row(Peer.CACHED, cost(1, 1_501, 20))));
    assertThat(Targets.of(rows))
        .filteredOn(target -> target.what().equals("bytes up of one file, cached"))
        .extracting(Target::line)
        .containsExactly("- MISSED: bytes up of one file, cached: 1,501, at most 1,500");
  }
}
