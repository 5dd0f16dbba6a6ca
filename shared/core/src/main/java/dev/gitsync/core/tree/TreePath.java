package dev.gitsync.core.tree;

import dev.gitsync.core.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a tree's root to a value. Written {@code config.mappings[0].to}, or {@code
 * config.mappings[to=email].from} where items are told apart by what they map to.
 */
public record TreePath(List<Step> steps) {

  /** One step down. */
  public sealed interface Step {}

  /** Into a mapping. */
  public record Key(String name) implements Step {}

  /** Into a sequence, counted from 0. */
  public record Index(int position) implements Step {}

  /**
   * Into a sequence of mappings, to the one with this {@code to}: the same item on both sides,
   * wherever it stands.
   */
  public record Item(String to) implements Step {

    private static final String TO = "to";

    /** The step to this item of a list; empty where it is no mapping with a {@code to}. */
    public static Optional<Item> of(Node item) {
      return item instanceof Mapping mapping
          ? switch (mapping.entries().get(TO)) {
            case Node.Text(var text) -> Optional.of(new Item(text));
            case Node.Num(var number) -> Optional.of(new Item(number.toPlainString()));
            case Node.Bool(var bool) -> Optional.of(new Item(Boolean.toString(bool)));
            case null, default -> Optional.empty();
          }
          : Optional.empty();
    }

    /** An item that says nothing but what it maps to. */
    Mapping alone() {
      return Mapping.of(TO, new Node.Text(to));
    }
  }

  /** The root. */
  public static final TreePath ROOT = new TreePath(List.of());

  public TreePath {
    steps = List.copyOf(steps);
  }

  /** The path of one key from the root. */
  public static TreePath of(String key) {
    return ROOT.key(key);
  }

  /** This path and a key below it. */
  public TreePath key(String name) {
    return and(new Key(name));
  }

  /** This path and an item below it. */
  public TreePath index(int position) {
    return and(new Index(position));
  }

  /** This path and the item below it that has this {@code to}. */
  public TreePath item(String to) {
    return and(new Item(to));
  }

  /** Whether this path leads through the other, or to the same place. */
  public boolean startsWith(TreePath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** The path one step up; the root's is itself. */
  public TreePath parent() {
    return steps.isEmpty() ? this : new TreePath(steps.subList(0, steps.size() - 1));
  }

  /**
   * This path as far as it leads in a tree, items by their number there: what the tree's reader
   * knows them by.
   */
  public TreePath within(Node root) {
    TreePath path = ROOT;
    Optional<Node> node = Optional.of(root);
    for (Step step : steps) {
      Optional<Node> below = node.flatMap(it -> PathWalk.below(it, step));
      if (below.isEmpty()) {
        return path;
      }
      path =
          node.get() instanceof Node.Sequence(var items)
              ? path.index(PathWalk.place(items, step))
              : path.and(step);
      node = below;
    }
    return path;
  }

  private TreePath and(Step step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new TreePath(longer);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Key(var name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Index(var position) -> text.append('[').append(position).append(']');
        case Item(var to) -> text.append("[to=").append(to).append(']');
      }
    }
    return text.toString();
  }
}
