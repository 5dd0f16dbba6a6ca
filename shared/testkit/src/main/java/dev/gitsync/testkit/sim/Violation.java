package dev.gitsync.testkit.sim;

import java.util.Set;

/**
 * Something that must hold and does not.
 *
 * @param text what is wrong, for people
 */
public record Violation(Kind kind, String text) {

  /**
   * Kinds that are known and not mended yet; runs that find one are counted and do not fail. With
   * {@code -Dsim.strict=true} there are none.
   */
  private static final Set<Kind> OPEN =
      Boolean.getBoolean("sim.strict")
          ? Set.of()
          : Set.of(
              Kind.UNEQUAL_ANEW,
              Kind.UNEQUAL_OLDER,
              Kind.WRONG_AFTER_FORCE,
              Kind.DELETED_UNSEEN,
              Kind.DANGLING,
              Kind.CREATED_OVER,
              Kind.UNLOGGED_CONFLICT);

  /** What does not hold. */
  public enum Kind {
    /** A flow met an error of our own. */
    FAULT,
    /** Nobody does anything, and it does not come to rest. */
    UNSETTLED,
    /** A file that is good says something else than the workspace. */
    UNEQUAL,
    /** The same, of what was deleted and made anew, or made on both sides. */
    UNEQUAL_ANEW,
    /** The same, where a run wrote what an older commit says over what another had written. */
    UNEQUAL_OLDER,
    /** A resource has no file, and nobody deleted it. */
    MISSING_FILE,
    /** A good file has no resource. */
    MISSING_RESOURCE,
    /**
     * Somebody edited a file whose resource was deleted without knowing it, and nothing came of it.
     */
    DELETED_UNSEEN,
    /** A resource that was deleted is there again, and nobody wanted that. */
    CAME_BACK,
    /** A resource refers to one that is not there. */
    DANGLING,
    /** A file is bad and the link does not say so, or the other way round. */
    WRONG_PROBLEMS,
    /** An edit is gone and nothing tells of it. */
    LOST_EDIT,
    /** The same, of what was deleted and made anew, or made on both sides. */
    CREATED_OVER,
    /** An edit lost a conflict that its commit tells of and the activity log does not. */
    UNLOGGED_CONFLICT,
    /** A change has several commits, or has them in the wrong order. */
    WRONG_COMMITS,
    /** Wrong commits, or sides that are not equal, after a force push by somebody else. */
    WRONG_AFTER_FORCE,
    /** The branch was moved by somebody whom nobody knows. */
    FORCED,
    /** The activity log does not tell what happened, or tells it twice. */
    WRONG_LOG,
    /** Something waits that nobody will come for. */
    LEFT_WAITING,
    /** A link shows a failure that is over. */
    STALE_FAILURE
  }

  /** Whether it is known and not mended yet. */
  public boolean isOpen() {
    return OPEN.contains(kind);
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
