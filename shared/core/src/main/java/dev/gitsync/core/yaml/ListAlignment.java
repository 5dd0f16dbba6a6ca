package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which item of a list became which: so that a comment stays with the item it is about. */
final class ListAlignment {

  /** What happens next on the way from the old list to the new one. */
  sealed interface Step {
    /** The old item stays, changed or not. */
    record Keep(int from, int to) implements Step {}

    /** The old item goes. */
    record Remove(int from) implements Step {}

    /** A new item comes. */
    record Insert(int to) implements Step {}

    /** The old item goes from here, and comes elsewhere. */
    record MoveAway(int from) implements Step {}

    /** An old item comes, changed or not, from elsewhere. */
    record MoveHere(int from, int to) implements Step {}
  }

  /** Lists whose lengths multiply to more are aligned by position. */
  private static final int MOST_COMPARISONS = 250_000;

  private static final int EQUAL = 3;
  private static final int SAME_IDENTITY = 2;

  private final List<Node> before;
  private final List<Node> after;
  private final List<Step> steps = new ArrayList<>();

  private ListAlignment(List<Node> before, List<Node> after) {
    this.before = before;
    this.after = after;
  }

  static List<Step> of(List<Node> before, List<Node> after) {
    var alignment = new ListAlignment(before, after);
    alignment.align();
    return alignment.withMoves();
  }

  /** The steps, where what is removed here and inserted there is known to be the same item. */
  private List<Step> withMoves() {
    var removed = new HashMap<TreePath.Item, Integer>();
    for (Step step : steps) {
      if (step instanceof Step.Remove(int from)) {
        TreePath.Item.of(before.get(from)).ifPresent(item -> removed.put(item, from));
      }
    }
    var movedTo = new HashMap<Integer, Integer>();
    for (Step step : steps) {
      if (step instanceof Step.Insert(int to)) {
        TreePath.Item.of(after.get(to))
            .map(removed::remove)
            .ifPresent(from -> movedTo.put(to, from));
      }
    }
    var moved = new HashSet<>(movedTo.values());
    return steps.stream().map(step -> moved(step, movedTo, moved)).toList();
  }

  private static Step moved(Step step, Map<Integer, Integer> movedTo, Set<Integer> moved) {
    return switch (step) {
      case Step.Remove(int from) when moved.contains(from) -> new Step.MoveAway(from);
      case Step.Insert(int to) when movedTo.containsKey(to) ->
          new Step.MoveHere(movedTo.getOrDefault(to, 0), to);
      default -> step;
    };
  }

  private void align() {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      steps.add(new Step.Keep(head, head));
      head++;
    }
    int tail = 0;
    while (tail < shorter - head && fromEnd(before, tail).equals(fromEnd(after, tail))) {
      tail++;
    }
    between(head, before.size() - tail, head, after.size() - tail);
    for (int i = tail; i > 0; i--) {
      steps.add(new Step.Keep(before.size() - i, after.size() - i));
    }
  }

  private static Node fromEnd(List<Node> nodes, int distance) {
    return nodes.get(nodes.size() - 1 - distance);
  }

  private void between(int from, int fromEnd, int to, int toEnd) {
    int rows = fromEnd - from;
    int columns = toEnd - to;
    if ((long) rows * columns > MOST_COMPARISONS) {
      pair(from, fromEnd, to, toEnd);
      return;
    }
    int[][] best = best(from, rows, to, columns);
    int gapFrom = from;
    int gapTo = to;
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      int likeness = likeness(before.get(from + i), after.get(to + j));
      if (likeness > 0 && best[i][j] == best[i + 1][j + 1] + likeness) {
        pair(gapFrom, from + i, gapTo, to + j);
        steps.add(new Step.Keep(from + i, to + j));
        i++;
        j++;
        gapFrom = from + i;
        gapTo = to + j;
      } else if (best[i + 1][j] >= best[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    pair(gapFrom, fromEnd, gapTo, toEnd);
  }

  /** The most likeness that the rest of both lists can share, in order, from each pair on. */
  private int[][] best(int from, int rows, int to, int columns) {
    var best = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        int likeness = likeness(before.get(from + i), after.get(to + j));
        int skip = Math.max(best[i + 1][j], best[i][j + 1]);
        best[i][j] = likeness > 0 ? Math.max(skip, best[i + 1][j + 1] + likeness) : skip;
      }
    }
    return best;
  }

  /**
   * Pairs by position what nothing else pairs. As many items as before at the same place are the
   * same items, changed, also where what they are known by changed.
   */
  private void pair(int from, int fromEnd, int to, int toEnd) {
    boolean sameCount = fromEnd - from == toEnd - to;
    int i = from;
    int j = to;
    while (i < fromEnd && j < toEnd) {
      if (sameCount || mayBecome(before.get(i), after.get(j))) {
        steps.add(new Step.Keep(i, j));
      } else {
        steps.add(new Step.Remove(i));
        steps.add(new Step.Insert(j));
      }
      i++;
      j++;
    }
    for (; i < fromEnd; i++) {
      steps.add(new Step.Remove(i));
    }
    for (; j < toEnd; j++) {
      steps.add(new Step.Insert(j));
    }
  }

  private static int likeness(Node one, Node other) {
    if (one.equals(other)) {
      return EQUAL;
    }
    Optional<TreePath.Item> identity = TreePath.Item.of(one);
    return identity.isPresent() && identity.equals(TreePath.Item.of(other)) ? SAME_IDENTITY : 0;
  }

  private static boolean mayBecome(Node one, Node other) {
    return TreePath.Item.of(one).isEmpty() || TreePath.Item.of(other).isEmpty();
  }
}
