package dev.gitsync.core.plan;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file still says of a resource that was there before another one of its name. */
final class Leftovers {

  private Leftovers() {}

  /**
   * What a file says and the workspace does not: key by key, and of lists of mappings item by item.
   */
  static Mapping of(Mapping file, Mapping workspace) {
    var left = new LinkedHashMap<String, Node>();
    file.entries()
        .forEach(
            (key, value) ->
                of(Optional.of(value), workspace.get(key)).ifPresent(it -> left.put(key, it)));
    return new Mapping(left);
  }

  private static Optional<Node> of(Optional<Node> file, Optional<Node> workspace) {
    if (file.equals(workspace)) {
      return Optional.empty();
    }
    return file.map(
        theirs ->
            switch (theirs) {
              case Mapping mapping when workspace.orElse(null) instanceof Mapping ours ->
                  of(mapping, ours);
              case Sequence list when workspace.orElse(null) instanceof Sequence ours ->
                  of(list, ours);
              default -> theirs;
            });
  }

  private static Node of(Sequence file, Sequence workspace) {
    Map<Item, Node> ours = new HashMap<>();
    workspace.items().forEach(node -> Item.of(node).ifPresent(item -> ours.put(item, node)));
    List<Node> left = new ArrayList<>();
    for (Node node : file.items()) {
      Optional<Item> item = Item.of(node);
      if (item.isEmpty()) {
        return file;
      }
      of(Optional.of(node), Optional.ofNullable(ours.get(item.get())))
          .map(it -> told(it, node))
          .ifPresent(left::add);
    }
    return new Sequence(left);
  }

  /** What is left of an item keeps the {@code to} by which it is found. */
  private static Node told(Node left, Node item) {
    return left instanceof Mapping some && item instanceof Mapping whole
        ? some.with("to", whole.get("to").orElseThrow())
        : left;
  }
}
