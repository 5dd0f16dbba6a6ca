package dev.gitsync.core.tree;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;

/**
 * Paths as JSON that we store and read back: {@code ["config", "mappings", {"to": "email"},
 * "from"]}.
 */
public final class PathJson {

  private static final String TO = "to";

  private PathJson() {}

  /** The path as a list of its steps. */
  public static Sequence write(TreePath path) {
    return new Sequence(path.steps().stream().map(PathJson::step).toList());
  }

  private static Node step(TreePath.Step step) {
    return switch (step) {
      case TreePath.Key(var name) -> new Text(name);
      case TreePath.Index(var position) -> Num.of(position);
      case TreePath.Item(var to) -> Mapping.of(TO, new Text(to));
    };
  }

  /**
   * The path that a list of steps is.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static TreePath read(Node json) {
    if (!(json instanceof Sequence(var steps))) {
      throw new IllegalArgumentException("Not a path.");
    }
    TreePath path = TreePath.ROOT;
    for (Node step : steps) {
      path =
          switch (step) {
            case Text(var name) -> path.key(name);
            case Num(var position) -> path.index(position.intValueExact());
            case Mapping item -> path.item(item.text(TO).orElseThrow());
            default -> throw new IllegalArgumentException("Not a step of a path.");
          };
    }
    return path;
  }
}
