package dev.gitsync.bench.git;

import java.util.List;
import java.util.Optional;

/** All that was measured. */
record Rows(List<Row> all) {

  Rows {
    all = List.copyOf(all);
  }

  Optional<Row> find(String repository, int files, Peer peer) {
    return all.stream()
        .filter(row -> row.repository().equals(repository))
        .filter(row -> row.files() == files && row.peer() == peer)
        .findAny();
  }

  /** How long a peer takes for the job of a row, as a part of what that row says. */
  Optional<Double> ratio(Peer peer, Row row) {
    return find(row.repository(), row.files(), peer).map(it -> it.median() / row.median());
  }
}
