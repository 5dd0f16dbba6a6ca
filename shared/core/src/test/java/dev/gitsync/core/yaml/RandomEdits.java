package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Changes trees in the ways that people and workspaces do. */
final class RandomEdits {

  private final Random random;
  private final RandomTrees trees;

  RandomEdits(Random random, RandomTrees trees) {
    this.random = random;
    this.trees = trees;
  }

  Node.Mapping mapping(Node.Mapping mapping) {
    var entries = new LinkedHashMap<String, Node>();
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      if (random.nextInt(15) == 0) {
        entries.putIfAbsent(trees.key(), trees.node(2));
      }
      if (random.nextInt(12) > 0) {
        boolean changes = random.nextInt(4) == 0;
        entries.put(entry.getKey(), changes ? node(entry.getValue()) : entry.getValue());
      }
    }
    if (random.nextInt(8) == 0) {
      entries.putIfAbsent(trees.key(), trees.node(2));
    }
    return new Node.Mapping(entries);
  }

  private Node node(Node node) {
    if (random.nextInt(8) == 0) {
      return trees.node(2);
    }
    return switch (node) {
      case Node.Mapping mapping -> mapping(mapping);
      case Node.Sequence sequence -> sequence(sequence);
      case Node.Text(var text) -> new Node.Text(random.nextBoolean() ? text + "x" : trees.text());
      case Node.Null _, Node.Bool _, Node.Num _ -> trees.node(1);
    };
  }

  private Node sequence(Node.Sequence sequence) {
    var items = new ArrayList<Node>();
    for (Node item : sequence.items()) {
      if (random.nextInt(8) == 0) {
        items.add(trees.node(2));
      }
      if (random.nextInt(6) > 0) {
        items.add(random.nextInt(4) == 0 ? node(item) : item);
      }
    }
    if (random.nextInt(6) == 0) {
      Collections.shuffle(items, random);
    }
    return new Node.Sequence(items);
  }
}
