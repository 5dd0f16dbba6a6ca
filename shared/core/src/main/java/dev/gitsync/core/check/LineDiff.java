package dev.gitsync.core.check;

import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two texts, each with {@code -} or {@code +}, and those around. */
final class LineDiff {

  private static final int CONTEXT = 3;
  private static final long MOST_PAIRS = 1_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<String> lines = new ArrayList<>();

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** The diff's lines; texts that are very long are told as replaced where they differ. */
  static List<String> of(String before, String after) {
    var diff = new LineDiff(before.lines().toList(), after.lines().toList());
    diff.compare();
    return diff.hunks();
  }

  private void compare() {
    int least = Math.min(before.size(), after.size());
    int head = 0;
    while (head < least && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    before.subList(0, head).forEach(this::same);
    middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    before.subList(before.size() - tail, before.size()).forEach(this::same);
  }

  private void middle(List<String> old, List<String> now) {
    if ((long) old.size() * now.size() > MOST_PAIRS) {
      old.forEach(it -> lines.add("-" + it));
      now.forEach(it -> lines.add("+" + it));
      return;
    }
    int[][] common = common(old, now);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        same(old.get(i++));
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("-" + old.get(i++));
      } else {
        lines.add("+" + now.get(j++));
      }
    }
  }

  /** How many lines the rests of both have in common. */
  private static int[][] common(List<String> old, List<String> now) {
    var common = new int[old.size() + 1][now.size() + 1];
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

  private void same(String line) {
    lines.add(" " + line);
  }

  private List<String> hunks() {
    var shown = new ArrayList<String>();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (isNear(i)) {
        if (last >= 0 && last < i - 1) {
          shown.add("…");
        }
        shown.add(lines.get(i));
        last = i;
      }
    }
    return shown;
  }

  private boolean isNear(int line) {
    int from = Math.max(0, line - CONTEXT);
    int to = Math.min(lines.size(), line + CONTEXT + 1);
    return lines.subList(from, to).stream().anyMatch(it -> !it.startsWith(" "));
  }
}
