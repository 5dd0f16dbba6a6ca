package dev.gitsync.flows;

import dev.gitsync.core.change.Action;

/** How many resources a run has written. */
final class Written {
  private long created;
  private long updated;

  void add(Action action) {
    if (action == Action.CREATE) {
      created++;
    } else {
      updated++;
    }
  }

  long created() {
    return created;
  }

  long updated() {
    return updated;
  }

  long all() {
    return created + updated;
  }
}
