package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What a syntax means: its tree, where each part stands, and which value or key each part of the
 * syntax is.
 */
final class Composition {

  private final Node root;
  private final Map<TreePath, Position> keys;
  private final Map<TreePath, Position> values;
  private final IdentityHashMap<Syntax, Node> meanings;

  Composition(
      Node root,
      Map<TreePath, Position> keys,
      Map<TreePath, Position> values,
      IdentityHashMap<Syntax, Node> meanings) {
    this.root = root;
    this.keys = Map.copyOf(keys);
    this.values = Map.copyOf(values);
    this.meanings = meanings;
  }

  Node root() {
    return root;
  }

  /** The value of a part of the text. */
  Node value(Syntax part) {
    return meanings.getOrDefault(part, root);
  }

  /** The name of a key. */
  String key(Syntax.Entry entry) {
    return value(entry.key()) instanceof Node.Text(var text) ? text : "";
  }

  YamlDocument document() {
    return new YamlDocument(root, keys, values);
  }
}
