package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.Journal;
import java.util.Optional;

/** What a process keeps from one run of its function to the next. */
final class Memory {

  private final Journal journal;
  private Optional<CommitId> seen = Optional.empty();

  Memory(Journal journal) {
    this.journal = journal;
  }

  Journal journal() {
    return journal;
  }

  /** Where the process saw the branch last. */
  Optional<CommitId> seen() {
    return seen;
  }

  void see(Optional<CommitId> tip) {
    seen = tip;
  }
}
