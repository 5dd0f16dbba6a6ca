package dev.gitsync.core.tree;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The value that a path leads to. */
public final class TreeValue {

  private static final String TO = "to";

  private TreeValue() {}

  /** The value at a path; empty where there is none. */
  public static Optional<Node> get(Node root, TreePath path) {
    Optional<Node> node = Optional.of(root);
    for (TreePath.Step step : path.steps()) {
      node = node.flatMap(it -> below(it, step));
    }
    return node;
  }

  private static Optional<Node> below(Node node, TreePath.Step step) {
    return switch (step) {
      case TreePath.Key(var name) -> node instanceof Mapping it ? it.get(name) : Optional.empty();
      case TreePath.Index index -> item(node, index);
      case TreePath.Item item -> item(node, item);
    };
  }

  private static Optional<Node> item(Node node, TreePath.Step step) {
    return node instanceof Sequence(var items)
        ? Optional.of(position(items, step)).filter(it -> it < items.size()).map(items::get)
        : Optional.empty();
  }

  /** Where an item is; behind the last where there is none. */
  private static int position(List<Node> items, TreePath.Step step) {
    int position = 0;
    while (position < items.size() && !isAt(items, position, step)) {
      position++;
    }
    return position;
  }

  private static boolean isAt(List<Node> items, int position, TreePath.Step step) {
    return switch (step) {
      case TreePath.Index(var wanted) -> position == wanted;
      case TreePath.Item(var to) ->
          items.get(position) instanceof Mapping item && item.text(TO).equals(Optional.of(to));
      case TreePath.Key key -> false;
    };
  }

  /**
   * The document with another value at a path. Mappings, lists and items on the way that are not
   * there are made.
   *
   * @param value empty to remove what is there
   * @throws IllegalArgumentException when something on the way is neither a mapping nor a list, as
   *     the path says, or the whole document would be something else than a mapping
   */
  public static Mapping set(Mapping root, TreePath path, Optional<Node> value) {
    if (set(Optional.of(root), path.steps(), value).orElse(null) instanceof Mapping whole) {
      return whole;
    }
    throw new IllegalArgumentException("A document is a mapping.");
  }

  private static Optional<Node> set(
      Optional<Node> node, List<TreePath.Step> steps, Optional<Node> value) {
    if (steps.isEmpty()) {
      return value;
    }
    if (node.isEmpty() && value.isEmpty()) {
      return node;
    }
    List<TreePath.Step> rest = steps.subList(1, steps.size());
    return Optional.of(
        switch (steps.getFirst()) {
          case TreePath.Key(var name) -> setKey(node.orElse(Mapping.empty()), name, rest, value);
          case TreePath.Item(var to) ->
              setItem(node, steps.getFirst(), Mapping.of(TO, new Text(to)), rest, value);
          case TreePath.Index index -> setItem(node, index, Mapping.empty(), rest, value);
        });
  }

  private static Node setKey(
      Node node, String name, List<TreePath.Step> rest, Optional<Node> value) {
    if (!(node instanceof Mapping mapping)) {
      throw new IllegalArgumentException("There is no mapping on the way to the value.");
    }
    return set(mapping.get(name), rest, value)
        .map(it -> mapping.with(name, it))
        .orElseGet(() -> mapping.without(name));
  }

  private static Node setItem(
      Optional<Node> node,
      TreePath.Step step,
      Mapping made,
      List<TreePath.Step> rest,
      Optional<Node> value) {
    if (!(node.orElse(Sequence.of()) instanceof Sequence(var present))) {
      throw new IllegalArgumentException("There is no list on the way to the value.");
    }
    var items = new ArrayList<>(present);
    int position = position(items, step);
    boolean isThere = position < items.size();
    Optional<Node> before = isThere ? Optional.of(items.get(position)) : Optional.empty();
    Optional<Node> after =
        set(before.isEmpty() && value.isPresent() ? Optional.of(made) : before, rest, value);
    if (isThere) {
      items.remove(position);
    }
    after.ifPresent(it -> items.add(position, it));
    return new Sequence(items);
  }
}
