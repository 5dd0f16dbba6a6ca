package dev.gitsync.core.check;

import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What differs between two values, line by line. */
final class LineDiff {

  /** Longer ones are shown whole, one after the other. */
  private static final int MOST_LINES = 300;

  private static final String KEPT = "  ";
  private static final String REMOVED = "- ";
  private static final String ADDED = "+ ";

  private LineDiff() {}

  /** The lines of both, marked with what becomes of them. */
  static List<String> of(Optional<Node> before, Optional<Node> after) {
    List<String> old = Markdown.lines("", before);
    List<String> now = Markdown.lines("", after);
    if (old.size() > MOST_LINES || now.size() > MOST_LINES) {
      var all = new ArrayList<>(old.stream().map(REMOVED::concat).toList());
      all.addAll(now.stream().map(ADDED::concat).toList());
      return all;
    }
    return merge(old, now, common(old, now));
  }

  /** How many lines, from each pair of places on, are the same in the same order. */
  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static List<String> merge(List<String> old, List<String> now, int[][] common) {
    var lines = new ArrayList<String>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(KEPT + old.get(i++));
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(REMOVED + old.get(i++));
      } else {
        lines.add(ADDED + now.get(j++));
      }
    }
    return lines;
  }
}
