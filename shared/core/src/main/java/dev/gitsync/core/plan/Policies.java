package dev.gitsync.core.plan;

import dev.gitsync.core.merge.ConflictPolicy;

/** How a link decides what the two sides cannot decide by themselves. */
public record Policies(ConflictPolicy conflicts, DeletionPolicy deletions, DeletionGuard guard) {

  /** What a link has unless somebody sets something else. */
  public static final Policies DEFAULT =
      new Policies(ConflictPolicy.WORKSPACE, DeletionPolicy.IGNORE, DeletionGuard.DEFAULT);
}
