package dev.gitsync.core.merge;

import dev.gitsync.core.tree.TreePath;
import java.util.Set;

/**
 * How a merge decides what it finds changed on both sides.
 *
 * @param side whose value counts there
 * @param extent how much of a text counts where a part of it conflicts
 * @param keeper whose value of a held field is taken
 * @param held fields that wait for somebody's decision: the keeper's value is taken whatever the
 *     others say, and no conflict is told
 * @param decided fields that somebody has decided on knowing what Git said, which is what the base
 *     says: where Git says something else by now, that is a conflict even if the workspace did not
 *     change the value
 */
public record MergeRule(
    Side side, Extent extent, Side keeper, Set<TreePath> held, Set<TreePath> decided) {

  /** The workspace's value counts. */
  public static final MergeRule WORKSPACE = preferring(Side.WORKSPACE);

  /** How much of a text counts where a part of it conflicts. */
  public enum Extent {
    /** The lines that conflict; other lines are merged. */
    PART,
    /** All of it. */
    WHOLE
  }

  public MergeRule {
    held = Set.copyOf(held);
    decided = Set.copyOf(decided);
  }

  /** A rule by which the side that wins is the one that keeps what is held. */
  public MergeRule(Side side, Extent extent, Set<TreePath> held, Set<TreePath> decided) {
    this(side, extent, side, held, decided);
  }

  /**
   * The rule of a policy.
   *
   * @param written the side that is about to be written: it keeps what is held
   */
  public static MergeRule of(
      ConflictPolicy policy, Side written, Set<TreePath> held, Set<TreePath> decided) {
    return switch (policy) {
      case WORKSPACE -> new MergeRule(Side.WORKSPACE, Extent.PART, written, held, decided);
      case GIT -> new MergeRule(Side.GIT, Extent.PART, written, held, decided);
      case HOLD -> new MergeRule(written, Extent.WHOLE, written, held, decided);
    };
  }

  /** A rule by which one side wins. */
  public static MergeRule preferring(Side side) {
    return new MergeRule(side, Extent.PART, Set.of(), Set.of());
  }
}
