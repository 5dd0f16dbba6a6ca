package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.Map;

/** Finds where two trees part. */
final class TreeComparison {

  private TreeComparison() {}

  /** The innermost value that holds the first difference; the root where there is none. */
  static TreePath firstDifference(Node actual, Node expected) {
    return firstDifference(actual, expected, TreePath.ROOT);
  }

  private static TreePath firstDifference(Node actual, Node expected, TreePath path) {
    if (actual instanceof Node.Mapping one
        && expected instanceof Node.Mapping other
        && one.entries().keySet().equals(other.entries().keySet())) {
      for (Map.Entry<String, Node> entry : other.entries().entrySet()) {
        Node found = one.entries().getOrDefault(entry.getKey(), new Node.Null());
        if (!found.equals(entry.getValue())) {
          return firstDifference(found, entry.getValue(), path.key(entry.getKey()));
        }
      }
    }
    if (actual instanceof Node.Sequence(var one)
        && expected instanceof Node.Sequence(var other)
        && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        if (!one.get(i).equals(other.get(i))) {
          return firstDifference(one.get(i), other.get(i), path.index(i));
        }
      }
    }
    return path;
  }
}
