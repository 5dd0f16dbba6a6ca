package dev.gitsync.bench.git;

import dev.gitsync.bench.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What ought to hold of the large repository. */
final class Targets {

  private static final int ONE = 1;
  private static final int MANY = 10_000;

  private Targets() {}

  /** All of which there are figures. */
  static List<Target> of(Rows rows) {
    var large = new Large(rows);
    return Stream.of(
            large.target("requests of a poll", 0, Peer.CACHED, Row::requests, 1),
            large.target(
                "bytes of a poll, both ways", 0, Peer.CACHED, row -> row.up() + row.down(), 600),
            large.target("requests of one file, cached", ONE, Peer.CACHED, Row::requests, 1),
            large.target("bytes up of one file, cached", ONE, Peer.CACHED, Row::up, 1_500),
            large.target("requests of one file, cold", ONE, Peer.COLD, Row::requests, 6),
            large.target("bytes down of one file, cold", ONE, Peer.COLD, Row::down, 12_000),
            large.heap("heap of one file, cached, in MB", Peer.CACHED),
            large.heap("heap of one file, cold, in MB", Peer.COLD),
            large.ratio("time of one file, cached / JGit", ONE, Peer.JGIT, 0.15),
            large.ratio("time of one file, cached / git", ONE, Peer.GIT, 0.1),
            large.ratio("time of 10,000 files, cached / JGit", MANY, Peer.JGIT, 0.4),
            large.ratio("time of 10,000 files, cached / git", MANY, Peer.GIT, 0.15))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The figures of the large repository. */
  private record Large(Rows rows) {

    private Optional<Row> find(int files, Peer peer) {
      return rows.find(Shape.LARGE.name(), files, peer);
    }

    Optional<Target> target(
        String what, int files, Peer peer, Function<Row, Long> figure, double most) {
      return find(files, peer).map(row -> new Target(what, figure.apply(row), most));
    }

    Optional<Target> ratio(String what, int files, Peer peer, double most) {
      return find(files, peer)
          .flatMap(row -> rows.ratio(Peer.CACHED, row))
          .map(ratio -> new Target(what, ratio, most));
    }

    /** No heap was enough where there is no figure. */
    Optional<Target> heap(String what, Peer peer) {
      return find(ONE, peer)
          .map(row -> row.heap().orElse(Integer.MAX_VALUE))
          .map(megabytes -> new Target(what, megabytes, 32));
    }
  }
}
