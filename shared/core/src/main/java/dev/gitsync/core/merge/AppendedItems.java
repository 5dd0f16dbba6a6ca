package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges lists to which a side only appended. */
final class AppendedItems {

  private AppendedItems() {}

  /**
   * The other side's list with what one side appended; where both only appended, Git's comes first.
   * What both added is there once.
   *
   * @return empty where each side did something else than append
   */
  static Optional<Sequence> merge(Sequence base, Sequence workspace, Sequence git) {
    if (isAppendedTo(base, workspace)) {
      return Optional.of(append(base, git, workspace));
    }
    return isAppendedTo(base, git) ? Optional.of(append(base, workspace, git)) : Optional.empty();
  }

  private static boolean isAppendedTo(Sequence base, Sequence list) {
    int size = base.items().size();
    return list.items().size() >= size && list.items().subList(0, size).equals(base.items());
  }

  private static Sequence append(Sequence base, Sequence list, Sequence longer) {
    Map<Node, Integer> added = added(base, list);
    var merged = new ArrayList<>(list.items());
    List<Node> appended = longer.items().subList(base.items().size(), longer.items().size());
    for (Node item : appended) {
      if (added.merge(item, -1, Integer::sum) < 0) {
        merged.add(item);
      }
    }
    return new Sequence(merged);
  }

  /** How many more of each item there are in a list than in the base. */
  private static Map<Node, Integer> added(Sequence base, Sequence list) {
    var added = new HashMap<Node, Integer>();
    list.items().forEach(item -> added.merge(item, 1, Integer::sum));
    base.items().forEach(item -> added.computeIfPresent(item, (_, count) -> count - 1));
    added.values().removeIf(count -> count <= 0);
    return added;
  }
}
