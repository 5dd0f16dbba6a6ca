package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The items of a list, told apart by their {@code to}, in order. */
record KeyedItems(SequencedMap<Item, Node> items) {

  /** The items; empty where one has no {@code to}, or two have the same. No items are fine. */
  static Optional<KeyedItems> of(Sequence list) {
    var items = new LinkedHashMap<Item, Node>();
    for (Node node : list.items()) {
      Optional<Item> item = Item.of(node);
      if (item.isEmpty() || items.put(item.get(), node) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new KeyedItems(items));
  }

  @Nullable Node get(Item item) {
    return items.get(item);
  }

  /**
   * All items of both sides in Git's order, those that only the workspace has right after the
   * neighbour that they follow there. Where only the workspace moved items, it is its order, and
   * what only Git has follows its neighbour in Git.
   */
  static List<Item> order(KeyedItems base, KeyedItems workspace, KeyedItems git) {
    boolean movedInGit = base.isReorderedIn(git);
    boolean movedInWorkspace = base.isReorderedIn(workspace);
    return movedInWorkspace && !movedInGit ? workspace.orderWith(git) : git.orderWith(workspace);
  }

  private boolean isReorderedIn(KeyedItems other) {
    return !commonWith(other).equals(other.commonWith(this));
  }

  private List<Item> commonWith(KeyedItems other) {
    return items.keySet().stream().filter(other.items::containsKey).toList();
  }

  private List<Item> orderWith(KeyedItems other) {
    var leading = new ArrayList<Item>();
    Map<Item, List<Item>> followers = new LinkedHashMap<>();
    List<Item> after = leading;
    for (Item item : other.items.keySet()) {
      if (items.containsKey(item)) {
        after = followers.computeIfAbsent(item, _ -> new ArrayList<>());
      } else {
        after.add(item);
      }
    }
    var order = new ArrayList<>(leading);
    for (Item item : items.keySet()) {
      order.add(item);
      order.addAll(followers.getOrDefault(item, List.of()));
    }
    return order;
  }
}
