package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives syntax its meaning: resolves scalars, keys and aliases, and collects the faults. */
final class Composer {

  /** What an alias stands for, and what it adds to the tree. */
  private record Anchored(Node node, Syntax syntax, int values, int height) {}

  private final SourceText source;
  private final List<YamlFault> faults = new ArrayList<>();
  private final Map<TreePath, Position> keys = new HashMap<>();
  private final Map<TreePath, Position> values = new HashMap<>();
  private final IdentityHashMap<Syntax, Node> meanings = new IdentityHashMap<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int count;

  private Composer(SourceText source) {
    this.source = source;
  }

  static Composition compose(SourceText source, SyntaxParser.Document document) throws BrokenText {
    var composer = new Composer(source);
    if (document.root().isEmpty()) {
      Map<TreePath, Position> start = Map.of(TreePath.ROOT, Position.START);
      return new Composition(new Node.Null(), Map.of(), start, composer.meanings);
    }
    Node root = composer.node(document.root().get(), TreePath.ROOT);
    composer.rejectFaults();
    return new Composition(root, composer.keys, composer.values, composer.meanings);
  }

  private void rejectFaults() throws BrokenText {
    if (!faults.isEmpty()) {
      faults.sort(
          Comparator.comparing(
              YamlFault::position,
              Comparator.comparingInt(Position::line).thenComparingInt(Position::column)));
      throw new BrokenText(faults);
    }
  }

  private Node node(Syntax syntax, TreePath path) throws BrokenText {
    int before = count;
    values.put(path, position(syntax));
    String anchor = syntax.anchor().orElse("");
    if (!anchor.isEmpty()) {
      anchors.remove(anchor);
      open.add(anchor);
    }
    Node node =
        switch (syntax) {
          case Syntax.Alias alias -> alias(alias, path);
          case Syntax.Scalar scalar -> {
            count(scalar, 1);
            yield scalar(scalar);
          }
          case Syntax.Sequence sequence -> sequence(sequence, path);
          case Syntax.Mapping mapping -> mapping(mapping, path);
        };
    if (!anchor.isEmpty()) {
      open.remove(anchor);
      anchors.put(anchor, new Anchored(node, syntax, count - before, height(node)));
    }
    meanings.put(syntax, node);
    return node;
  }

  private Node alias(Syntax.Alias alias, TreePath path) throws BrokenText {
    if (open.contains(alias.name())) {
      faults.add(YamlFaults.aliasInItself(position(alias)));
      return new Node.Null();
    }
    Anchored anchored = anchors.get(alias.name());
    if (anchored == null) {
      faults.add(YamlFaults.unknownAlias(position(alias)));
      return new Node.Null();
    }
    count(alias, anchored.values());
    if (path.steps().size() + anchored.height() > SyntaxParser.DEEPEST) {
      throw stop(YamlFaults.tooDeep(position(alias), SyntaxParser.DEEPEST));
    }
    place(anchored.node(), path, position(alias));
    return anchored.node();
  }

  /** All that an alias brings stands where the alias does. */
  private void place(Node node, TreePath path, Position position) {
    values.put(path, position);
    switch (node) {
      case Node.Mapping(var entries) ->
          entries.forEach(
              (key, value) -> {
                keys.put(path.key(key), position);
                place(value, path.key(key), position);
              });
      case Node.Sequence(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          place(items.get(i), path.index(i), position);
        }
      }
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> {}
    }
  }

  private Node scalar(Syntax.Scalar scalar) {
    return switch (CoreTags.resolve(scalar)) {
      case CoreTags.Resolution.Value(var node) -> node;
      case CoreTags.Resolution.Bad(var fault) -> {
        faults.add(fault.at(position(scalar)));
        yield new Node.Null();
      }
    };
  }

  private Node sequence(Syntax.Sequence sequence, TreePath path) throws BrokenText {
    count(sequence, 1);
    checkTag(sequence, sequence.properties(), CoreTags.SEQUENCE);
    var items = new ArrayList<Node>();
    for (Syntax item : sequence.items()) {
      items.add(node(item, path.index(items.size())));
    }
    return new Node.Sequence(items);
  }

  private Node mapping(Syntax.Mapping mapping, TreePath path) throws BrokenText {
    count(mapping, 1);
    checkTag(mapping, mapping.properties(), CoreTags.MAPPING);
    var entries = new LinkedHashMap<String, Node>();
    var times = new HashMap<String, Integer>();
    for (Syntax.Entry entry : mapping.entries()) {
      String key = key(entry.key());
      boolean first = times.merge(key, 1, Integer::sum) == 1;
      if (!first) {
        faults.add(YamlFaults.duplicateKey(position(entry.key()), key, times.getOrDefault(key, 2)));
      }
      Node value = node(entry.value(), path.key(key));
      if (first) {
        keys.put(path.key(key), position(entry.key()));
        entries.put(key, value);
      }
    }
    return new Node.Mapping(entries);
  }

  private String key(Syntax syntax) {
    String text =
        switch (syntax) {
          case Syntax.Scalar scalar -> {
            checkKeyTag(scalar);
            yield scalar.text();
          }
          case Syntax.Alias alias -> aliasedKey(alias);
          case Syntax.Sequence _, Syntax.Mapping _ -> {
            faults.add(YamlFaults.keyIsCollection(position(syntax)));
            yield "";
          }
        };
    var meaning = new Node.Text(text);
    meanings.put(syntax, meaning);
    syntax.anchor().ifPresent(name -> anchors.put(name, new Anchored(meaning, syntax, 1, 0)));
    return text;
  }

  /** A key is its text whatever its tag says; the tag must be one that is known all the same. */
  private void checkKeyTag(Syntax.Scalar key) {
    if (!key.properties().tag().map(CoreTags::isKnown).orElse(true)) {
      faults.add(YamlFaults.unknownTag(position(key)));
    }
  }

  private String aliasedKey(Syntax.Alias alias) {
    Anchored anchored = anchors.get(alias.name());
    if (anchored == null) {
      faults.add(YamlFaults.unknownAlias(position(alias)));
      return "";
    }
    if (anchored.syntax() instanceof Syntax.Scalar scalar) {
      return scalar.text();
    }
    faults.add(YamlFaults.keyIsCollection(position(alias)));
    return "";
  }

  private void checkTag(Syntax syntax, Syntax.Properties properties, String expected) {
    String tag = properties.tag().orElse(expected);
    if (!CoreTags.isKnown(tag)) {
      faults.add(YamlFaults.unknownTag(position(syntax)));
    } else if (!tag.equals(expected) && !tag.equals(CoreTags.NON_SPECIFIC)) {
      faults.add(YamlFaults.tagDoesNotFit(position(syntax)));
    }
  }

  private void count(Syntax syntax, int more) throws BrokenText {
    count += more;
    if (count > SyntaxParser.MOST_VALUES) {
      throw stop(YamlFaults.tooManyValues(position(syntax), SyntaxParser.MOST_VALUES));
    }
  }

  /** Ends the reading: the text asks for too much. */
  private BrokenText stop(YamlFault fault) {
    var all = new ArrayList<>(faults);
    all.add(fault);
    return new BrokenText(all);
  }

  private static int height(Node node) {
    return switch (node) {
      case Node.Mapping(var entries) ->
          1 + entries.values().stream().mapToInt(Composer::height).max().orElse(0);
      case Node.Sequence(var items) ->
          1 + items.stream().mapToInt(Composer::height).max().orElse(0);
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> 0;
    };
  }

  private Position position(Syntax syntax) {
    return source.position(syntax.start());
  }
}
