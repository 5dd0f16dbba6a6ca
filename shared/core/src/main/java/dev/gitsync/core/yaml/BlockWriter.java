package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes values in block style at any column. Lines end with a line feed; none follows the last,
 * and the first is not indented.
 */
final class BlockWriter {

  /** YAML does not look for the colon of a key that is longer. */
  private static final int LONGEST_SIMPLE_KEY = 1024;

  private final Layout layout;

  BlockWriter(Layout layout) {
    this.layout = layout;
  }

  /** A whole document. */
  String document(Node root) {
    return switch (root) {
      case Node.Mapping mapping -> mapping(mapping, 0);
      case Node.Sequence sequence -> sequence(sequence, 0);
      case Node.Text(var text) when text.startsWith("...") && text.indexOf('\n') < 0 ->
          ScalarWriter.key(text);
      case Node.Text(var text) -> ScalarWriter.text(text, layout.mapping(), layout.mapping());
      case Node.Null _, Node.Bool _, Node.Num _ -> ScalarWriter.word(root);
    };
  }

  /** The entries of a mapping whose keys stand at {@code column}. */
  String mapping(Node.Mapping mapping, int column) {
    if (mapping.entries().isEmpty()) {
      return "{}";
    }
    return mapping.entries().entrySet().stream()
        .map(entry -> entry(entry.getKey(), entry.getValue(), column))
        .collect(Collectors.joining(lineBreak(column)));
  }

  /** The items of a list whose dashes stand at {@code column}. */
  String sequence(Node.Sequence sequence, int column) {
    List<Node> items = sequence.items();
    if (items.isEmpty()) {
      return "[]";
    }
    return items.stream()
        .map(item -> item(item, column))
        .collect(Collectors.joining(lineBreak(column)));
  }

  /** A key at {@code column} and its value. */
  String entry(String key, Node value, int column) {
    String text = ScalarWriter.key(key);
    if (text.length() > LONGEST_SIMPLE_KEY) {
      return "? " + text + lineBreak(column) + ":" + afterDash(value, column);
    }
    return text + ":" + afterKey(value, column);
  }

  /** A list item whose dash stands at {@code column}. */
  String item(Node value, int column) {
    return "-" + afterDash(value, column);
  }

  /** What follows the colon of a key at {@code column}. */
  String afterKey(Node value, int column) {
    return switch (value) {
      case Node.Mapping(var entries) when entries.isEmpty() -> " {}";
      case Node.Sequence(var items) when items.isEmpty() -> " []";
      case Node.Mapping mapping -> {
        int inner = column + layout.mapping();
        yield lineBreak(inner) + mapping(mapping, inner);
      }
      case Node.Sequence sequence -> {
        int inner = column + layout.list();
        yield lineBreak(inner) + sequence(sequence, inner);
      }
      case Node.Text(var text) ->
          " " + ScalarWriter.text(text, column + layout.mapping(), layout.mapping());
      case Node.Null _, Node.Bool _, Node.Num _ -> " " + ScalarWriter.word(value);
    };
  }

  /** What follows the dash of a list item at {@code column}. */
  String afterDash(Node value, int column) {
    int inner = column + layout.item();
    String gap = " ".repeat(layout.item() - 1);
    return switch (value) {
      case Node.Mapping mapping when !mapping.entries().isEmpty() -> gap + mapping(mapping, inner);
      case Node.Sequence sequence when !sequence.items().isEmpty() ->
          gap + sequence(sequence, inner);
      case Node.Text(var text) -> gap + ScalarWriter.text(text, inner, layout.item());
      case Node.Mapping _ -> gap + "{}";
      case Node.Sequence _ -> gap + "[]";
      case Node.Null _, Node.Bool _, Node.Num _ -> gap + ScalarWriter.word(value);
    };
  }

  private static String lineBreak(int column) {
    return "\n" + " ".repeat(column);
  }
}
