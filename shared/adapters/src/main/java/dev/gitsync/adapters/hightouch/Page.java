package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some of a list's items: {@code {"data":[…],"hasMore":false}}, or nothing but the items. */
record Page(List<Item> items, More more) {

  /** Whether there are others. */
  enum More {
    YES,
    NO,
    NOT_SAID
  }

  Page {
    items = List.copyOf(items);
  }

  /**
   * The page that an answer is.
   *
   * @param before how many items other pages had
   */
  static Page of(ResourceKind kind, int before, Node answer) throws NotUnderstood {
    Node data = answer instanceof Mapping mapping ? mapping.get("data").orElse(answer) : answer;
    if (!(data instanceof Sequence(var nodes))) {
      throw new NotUnderstood(
          "%s: there is no list of them, neither at \"data\" nor in its place."
              .formatted(kind.plural()));
    }
    var items = new ArrayList<Item>();
    for (Node node : nodes) {
      int number = before + items.size() + 1;
      if (!(node instanceof Mapping json)) {
        throw new NotUnderstood("%s, item %d: it is no object.".formatted(kind.plural(), number));
      }
      items.add(new Item(kind, number, json));
    }
    return new Page(items, more(answer));
  }

  private static More more(Node answer) {
    Optional<Node> said = answer instanceof Mapping it ? it.get("hasMore") : Optional.empty();
    return said.orElse(new Node.Null()) instanceof Bool(var more)
        ? (more ? More.YES : More.NO)
        : More.NOT_SAID;
  }
}
