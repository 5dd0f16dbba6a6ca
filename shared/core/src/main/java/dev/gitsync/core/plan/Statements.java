package dev.gitsync.core.plan;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import java.util.HashMap;
import java.util.Map;

/**
 * What a document says, one statement for each value at the end of a path, and one for each line of
 * a text that is not blank, with how often it says it. Items are known by their {@code to}, others
 * by what they say, wherever they stand. A resource's slug is not in its document, and each
 * reference is one statement like any other. What all of a kind say alike ({@code isSchema}) tells
 * nothing and is left out.
 */
record Statements(Map<String, Integer> counts, int size) {

  private static final String SAME_IN_ALL = "isSchema";

  static Statements of(Mapping document) {
    var counts = new HashMap<String, Integer>();
    document.without(SAME_IN_ALL).entries().forEach((key, value) -> add(key, value, counts));
    return new Statements(counts, counts.values().stream().mapToInt(Integer::intValue).sum());
  }

  private static void add(String path, Node node, Map<String, Integer> counts) {
    switch (node) {
      case Mapping(var entries) when !entries.isEmpty() ->
          entries.forEach((key, value) -> add(path + "." + key, value, counts));
      case Sequence(var items) when !items.isEmpty() -> {
        for (Node item : items) {
          String to = TreePath.Item.of(item).map(TreePath.Item::to).orElse("");
          add(path + "[" + to + "]", item, counts);
        }
      }
      case Text(var text) when text.contains("\n") ->
          text.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .forEach(line -> counts.merge(path + ": " + line, 1, Integer::sum));
      case Mapping _, Sequence _, Text _, Node.Null _, Node.Bool _, Node.Num _ ->
          counts.merge(path + ": " + Json.write(node), 1, Integer::sum);
    }
  }

  /** How much of what both say they both say, from 0 to 1. */
  double similarity(Statements other) {
    if (size + other.size == 0) {
      return 1;
    }
    int common = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      common += Math.min(each.getValue(), other.counts.getOrDefault(each.getKey(), 0));
    }
    return 2.0 * common / (size + other.size);
  }
}
