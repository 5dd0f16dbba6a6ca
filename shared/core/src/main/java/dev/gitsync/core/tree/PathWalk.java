package dev.gitsync.core.tree;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes along a path's steps, to read a value or to make the same tree with another one. */
final class PathWalk {

  private PathWalk() {}

  static Optional<Node> get(Node node, List<Step> steps) {
    Optional<Node> found = Optional.of(node);
    for (Step step : steps) {
      found = found.flatMap(it -> below(it, step));
    }
    return found;
  }

  /** The value one step down; empty where there is none. */
  static Optional<Node> below(Node node, Step step) {
    return switch (step) {
      case TreePath.Key(var name) ->
          node instanceof Mapping mapping ? mapping.get(name) : Optional.empty();
      case TreePath.Index _, TreePath.Item _ ->
          node instanceof Sequence(var items)
              ? items.stream().skip(place(items, step)).findFirst()
              : Optional.empty();
    };
  }

  /** Where an item stands in a list; the list's size or more where it has none. */
  static int place(List<Node> items, Step step) {
    return switch (step) {
      case TreePath.Key _ -> items.size();
      case TreePath.Index(var position) -> position;
      case TreePath.Item item -> {
        int place = 0;
        while (place < items.size()
            && !TreePath.Item.of(items.get(place)).equals(Optional.of(item))) {
          place++;
        }
        yield place;
      }
    };
  }

  static Node with(@Nullable Node node, List<Step> steps, Node value) {
    if (steps.isEmpty()) {
      return value;
    }
    Step step = steps.getFirst();
    List<Step> rest = steps.subList(1, steps.size());
    if (step instanceof TreePath.Key(var name)) {
      Mapping mapping = mapping(node);
      return mapping.with(name, with(mapping.entries().get(name), rest, value));
    }
    var items = new ArrayList<>(items(node));
    int place = place(items, step);
    if (place >= items.size()) {
      items.add(with(step instanceof TreePath.Item item ? item.alone() : null, rest, value));
    } else {
      items.set(place, with(items.get(place), rest, value));
    }
    return new Sequence(items);
  }

  static Node without(Node node, List<Step> steps) {
    Step step = steps.getFirst();
    Optional<Node> below = below(node, step);
    if (below.isEmpty()) {
      return node;
    }
    if (steps.size() > 1) {
      return with(node, List.of(step), without(below.get(), steps.subList(1, steps.size())));
    }
    if (node instanceof Mapping mapping && step instanceof TreePath.Key(var name)) {
      return mapping.without(name);
    }
    var items = new ArrayList<>(items(node));
    items.remove(place(items, step));
    return new Sequence(items);
  }

  private static Mapping mapping(@Nullable Node node) {
    return switch (node) {
      case null -> Mapping.empty();
      case Null _ -> Mapping.empty();
      case Mapping mapping -> mapping;
      default -> throw new IllegalArgumentException("The path leads through a value.");
    };
  }

  private static List<Node> items(@Nullable Node node) {
    return switch (node) {
      case null -> List.of();
      case Null _ -> List.of();
      case Sequence(var items) -> items;
      default -> throw new IllegalArgumentException("The path leads through a value.");
    };
  }
}
