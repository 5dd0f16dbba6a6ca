package dev.gitsync.bench.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.bench.git.Plan.Stage;
import dev.gitsync.testkit.OpenSshServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All of the benchmark, with a repository that is made in no time. */
class GitBenchmarkTest {

  private static final Shape SHAPE = new Shape("large", 2, 40, 30, 5);

  private static final Plan TINY =
      new Plan(
          List.of(
              new Stage(SHAPE, List.of(Job.POLL, new Job(1)), Transport.HTTPS),
              new Stage(SHAPE, List.of(Job.POLL, new Job(1)), Transport.SSH)),
          Duration.ZERO,
          new Ladder(List.of()));

  @Test
  void measuresEachJobOfEachPeer() {
    Figures figures = new GitBenchmark(TINY).figures(1, line -> {});
    Rows rows = new Rows(figures.rows());
    List<Peer> peers =
        OpenSshServer.program().isPresent() ? List.of(Peer.values()) : Peer.over(Transport.HTTPS);
    assertThat(rows.all()).hasSize(2 * peers.size());
    assertThat(rows.find("large", 0, Peer.CACHED).map(Row::requests)).contains(1L);
    assertThat(rows.find("large", 1, Peer.CACHED).map(Row::requests)).contains(1L);
    assertThat(rows.find("large", 1, Peer.COLD).map(Row::requests)).contains(6L);
    assertThat(rows.all())
        .allSatisfy(
            row -> {
              assertThat(row.up()).isPositive();
              assertThat(row.down()).isPositive();
            });
    assertThat(figures.targets()).isNotEmpty();
    assertThat(figures.text()).contains("| large", "| Git Sync, cached | HTTPS |", "bytes up of");
  }

  @Test
  void seesWhetherAHeapIsEnough() throws IOException {
    try (Host host = Host.start()) {
      host.repository(SHAPE).make();
      var run = new OneRun(Peer.COLD, new Job(1), 1, host.branch(SHAPE, "heap"));
      assertThat(run.succeeds(2)).isFalse();
      assertThat(run.succeeds(64)).isTrue();
    }
  }
}
