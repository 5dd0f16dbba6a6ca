package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import java.util.Optional;

/** What a host asks the repository that it is around. Refs have full names. */
public interface Commits {

  /** Where a ref points. */
  Optional<CommitId> tip(String ref);

  /** Where two commits come from. */
  CommitId mergeBase(CommitId one, CommitId other);

  /** Merges a commit into a branch. */
  void merge(CommitId head, String ref, Merge how);

  /** Has a ref point somewhere, as hosts do with the heads of pull requests. */
  void point(String ref, CommitId to);

  /** How a pull request is merged. */
  enum Merge {
    /** By a commit of two parents. */
    MERGE,
    /** By one commit that holds all of it. */
    SQUASH
  }
}
