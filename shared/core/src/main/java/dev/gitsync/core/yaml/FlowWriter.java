package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.stream.Collectors;

/** Writes values on one line, collections in brackets and braces. */
final class FlowWriter {

  private FlowWriter() {}

  /** Whether {@code node} reads well on one line: strings of several lines do not. */
  static boolean suits(Node node) {
    return switch (node) {
      case Node.Text(var text) -> text.indexOf('\n') < 0;
      case Node.Sequence(var items) -> items.stream().allMatch(FlowWriter::suits);
      case Node.Mapping(var entries) -> entries.values().stream().allMatch(FlowWriter::suits);
      case Node.Null _, Node.Bool _, Node.Num _ -> true;
    };
  }

  static String write(Node node) {
    return switch (node) {
      case Node.Text(var text) -> ScalarWriter.flow(text);
      case Node.Sequence(var items) ->
          items.stream().map(FlowWriter::write).collect(Collectors.joining(", ", "[", "]"));
      case Node.Mapping(var entries) ->
          entries.entrySet().stream()
              .map(entry -> ScalarWriter.flow(entry.getKey()) + ": " + write(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Node.Null _, Node.Bool _, Node.Num _ -> ScalarWriter.word(node);
    };
  }
}
