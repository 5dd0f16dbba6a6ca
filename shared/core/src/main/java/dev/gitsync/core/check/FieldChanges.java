package dev.gitsync.core.check;

import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.tree.TreePath.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What an edit does to a document, field by field; lists by the {@code to} of their items. */
final class FieldChanges {

  private final List<FieldChange> changes = new ArrayList<>();

  private FieldChanges() {}

  /** The changes, in the order of the fields. */
  static List<FieldChange> between(Mapping before, Mapping after) {
    var changes = new FieldChanges();
    changes.compare(TreePath.ROOT, before, after);
    return List.copyOf(changes.changes);
  }

  private void compare(TreePath path, Node before, Node after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof Mapping one && after instanceof Mapping other) {
      compareMappings(path, one, other);
    } else if (before instanceof Sequence one && after instanceof Sequence other) {
      compareLists(path, one, other);
    } else {
      changes.add(new FieldChange(path, Optional.of(before), Optional.of(after)));
    }
  }

  private void compareMappings(TreePath path, Mapping before, Mapping after) {
    var keys = new LinkedHashSet<>(before.entries().keySet());
    keys.addAll(after.entries().keySet());
    for (String key : keys) {
      compareOptional(path.key(key), before.get(key), after.get(key));
    }
  }

  private void compareOptional(TreePath path, Optional<Node> before, Optional<Node> after) {
    if (before.isPresent() && after.isPresent()) {
      compare(path, before.get(), after.get());
    } else {
      changes.add(new FieldChange(path, before, after));
    }
  }

  /** Where all that differs is the order, the list is one field. */
  private void compareLists(TreePath path, Sequence before, Sequence after) {
    SequencedMap<Item, Node> one = items(before);
    SequencedMap<Item, Node> other = items(after);
    boolean isKeyed = one.size() == before.items().size() && other.size() == after.items().size();
    if (!isKeyed || one.equals(other)) {
      changes.add(new FieldChange(path, Optional.of(before), Optional.of(after)));
      return;
    }
    var all = new LinkedHashSet<>(one.keySet());
    all.addAll(other.keySet());
    for (Item item : all) {
      compareOptional(
          path.item(item.to()),
          Optional.ofNullable(one.get(item)),
          Optional.ofNullable(other.get(item)));
    }
  }

  /** Items by their {@code to}; fewer than there are where they cannot be told apart. */
  private static SequencedMap<Item, Node> items(Sequence list) {
    var items = new LinkedHashMap<Item, Node>();
    for (Node node : list.items()) {
      Item.of(node).ifPresent(item -> items.put(item, node));
    }
    return items;
  }
}
