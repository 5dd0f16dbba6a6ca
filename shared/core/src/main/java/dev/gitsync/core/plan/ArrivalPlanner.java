package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.MergeRule;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * Tells from what a file says which changes have come to it in a commit that does not name them, as
 * when somebody squashes a pull request.
 *
 * @param planner knows how files are read
 */
public record ArrivalPlanner(FilePlanner planner, DeletionPolicy deletions) {

  /**
   * How many of a resource's changes the file has in it, from the oldest on. A deletion that left
   * the file does not arrive without the creation after it: together they are one edit.
   *
   * @param changes in order
   * @param content the file's; empty where there is no file
   */
  public int arrived(List<Change> changes, Optional<byte[]> content) {
    for (int count = changes.size(); count > 0; count--) {
      boolean isHalf = count < changes.size() && isLeft(changes.get(count - 1), content);
      if (!isHalf && hasArrived(changes.subList(0, count), content)) {
        return count;
      }
    }
    return 0;
  }

  private static boolean isLeft(Change change, Optional<byte[]> content) {
    return change.action() == Action.DELETE && content.isPresent();
  }

  private boolean hasArrived(List<Change> changes, Optional<byte[]> content) {
    Change last = changes.getLast();
    if (last.action() == Action.DELETE) {
      return content.isEmpty() || (deletions != DeletionPolicy.DELETE && isKept(changes, content));
    }
    return content
        .flatMap(it -> planner.says(last, it))
        .filter(says -> changes.stream().allMatch(it -> isIn(says, it, last)))
        .isPresent();
  }

  /** A file that outlives its resource has a deletion in it once it has what came before. */
  private boolean isKept(List<Change> changes, Optional<byte[]> content) {
    return changes.size() > 1 && hasArrived(changes.subList(0, changes.size() - 1), content);
  }

  /**
   * Whether a document has in it what was done from one change on to the last. That has to hold
   * from each of them: of two that cancel each other out, nothing is left to be seen, but over what
   * Git said they count.
   */
  private static boolean isIn(Mapping says, Change from, Change last) {
    if (from.action() == Action.CREATE) {
      return says.equals(last.after());
    }
    var merged = ResourceMerge.merge(from.before(), last.after(), says, MergeRule.WORKSPACE);
    return merged.conflicts().isEmpty() && merged.document().equals(says);
  }
}
