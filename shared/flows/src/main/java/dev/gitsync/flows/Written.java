package dev.gitsync.flows;

import dev.gitsync.core.change.Action;

/** How many resources a run has written. */
final class Written {
  private long created;
  private long updated;
  private long deleted;

  void add(Action action) {
    switch (action) {
      case CREATE -> created++;
      case UPDATE -> updated++;
      case DELETE -> deleted++;
    }
  }

  long created() {
    return created;
  }

  long updated() {
    return updated;
  }

  long deleted() {
    return deleted;
  }

  long all() {
    return created + updated + deleted;
  }
}
