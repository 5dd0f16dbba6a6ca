package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Documents of all that a merge tells apart, and edits of them, small enough to collide often. */
final class RandomDocuments {

  private static final List<String> KEYS = List.of("a", "b", "c", "d");

  private final Random random;

  RandomDocuments(Random random) {
    this.random = random;
  }

  Mapping sync() {
    return Mapping.of("type", new Text("raw_sql"))
        .with("rawSql", sql())
        .with("config", mapping(3))
        .with("mappings", mappings(2))
        .with("schedule", Mapping.of("type", scalar()).with("x", scalar()));
  }

  Mapping edited(Mapping document) {
    Mapping edited = mappingEdit(document).with("type", "raw_sql");
    return edited.get("rawSql").isPresent() ? edited : edited.with("rawSql", sql());
  }

  private String sql() {
    var lines = new ArrayList<String>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      lines.add("line " + random.nextInt(30));
    }
    return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
  }

  private Mapping mapping(int depth) {
    var entries = new LinkedHashMap<String, Node>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        entries.put(key, node(depth - 1));
      }
    }
    return new Mapping(entries);
  }

  private Node node(int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(5)) {
      case 1 -> mapping(depth);
      case 2 -> mappings(depth);
      case 3 -> list();
      default -> scalar();
    };
  }

  private Node scalar() {
    return random.nextBoolean() ? Num.of(random.nextInt(3)) : new Text("t" + random.nextInt(3));
  }

  private Sequence list() {
    var items = new ArrayList<Node>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(scalar());
    }
    return new Sequence(items);
  }

  private Sequence mappings(int depth) {
    Set<String> targets = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      targets.add("to" + random.nextInt(6));
    }
    return new Sequence(targets.stream().map(to -> item(to, depth)).toList());
  }

  private Node item(String to, int depth) {
    return mapping(depth - 1).with("to", to);
  }

  private Mapping mappingEdit(Mapping mapping) {
    var entries = new LinkedHashMap<String, Node>();
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      if (random.nextInt(10) > 0 || entry.getKey().equals("to")) {
        entries.put(entry.getKey(), edit(entry.getKey(), entry.getValue()));
      }
    }
    if (random.nextInt(4) == 0) {
      entries.putIfAbsent(KEYS.get(random.nextInt(KEYS.size())), node(2));
    }
    return new Mapping(entries);
  }

  private Node edit(String key, Node node) {
    if (key.equals("to") || random.nextInt(5) < 2) {
      return node;
    }
    return switch (node) {
      case Mapping mapping -> random.nextInt(10) == 0 ? scalar() : mappingEdit(mapping);
      case Sequence(var items) -> random.nextInt(10) == 0 ? list() : listEdit(items);
      case Text(var text) when key.equals("rawSql") -> new Text(sqlEdit(text));
      case Node.Null _, Node.Bool _, Num _, Text _ -> random.nextInt(8) == 0 ? node(2) : scalar();
    };
  }

  private Sequence listEdit(List<Node> items) {
    var edited = new ArrayList<Node>();
    for (Node item : items) {
      if (random.nextInt(6) > 0) {
        edited.add(edit("", item));
      }
    }
    if (random.nextInt(3) == 0) {
      boolean keyed = !items.isEmpty() && TreePath.Item.of(items.getFirst()).isPresent();
      Node added = keyed ? item("to" + random.nextInt(9), 1) : scalar();
      edited.add(random.nextInt(edited.size() + 1), added);
    }
    if (random.nextInt(8) == 0) {
      Collections.shuffle(edited, random);
    }
    return new Sequence(edited);
  }

  private String sqlEdit(String text) {
    var lines = new ArrayList<>(List.of(text.split("\n")));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.set(at, "edit " + random.nextInt(4));
      case 1 -> lines.add(at, "new " + random.nextInt(4));
      default -> lines.remove(at);
    }
    return String.join("\n", lines) + (text.endsWith("\n") ? "\n" : "");
  }
}
