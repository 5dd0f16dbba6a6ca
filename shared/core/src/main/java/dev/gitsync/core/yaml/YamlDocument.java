package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.Map;

/**
 * A text that was read: its value and where each part of it stands.
 *
 * @param keys where the key of each mapping entry stands
 * @param values where each value begins
 */
public record YamlDocument(
    Node root, Map<TreePath, Position> keys, Map<TreePath, Position> values) {

  public YamlDocument {
    keys = Map.copyOf(keys);
    values = Map.copyOf(values);
  }

  /** Where the entry at {@code path} is named; the document's start where there is none. */
  public Position key(TreePath path) {
    return keys.getOrDefault(path, Position.START);
  }

  /** Where the value at {@code path} begins, or what is nearest above it where there is none. */
  public Position nearest(TreePath path) {
    return value(path.within(root));
  }

  /** Where the value at {@code path} begins; the document's start where there is none. */
  public Position value(TreePath path) {
    return values.getOrDefault(path, Position.START);
  }
}
