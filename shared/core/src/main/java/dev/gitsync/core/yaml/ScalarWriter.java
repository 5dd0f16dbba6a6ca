package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.yaml.TextStyle.Place;
import java.util.Map;

/** Writes single values. Lines end with a line feed; none follows the last. */
final class ScalarWriter {

  private static final int LINE_WIDTH = 80;
  private static final int NARROWEST = 40;

  private static final Map<Integer, String> ESCAPES =
      Map.ofEntries(
          Map.entry(0x00, "\\0"),
          Map.entry(0x07, "\\a"),
          Map.entry(0x08, "\\b"),
          Map.entry(0x09, "\\t"),
          Map.entry(0x0A, "\\n"),
          Map.entry(0x0B, "\\v"),
          Map.entry(0x0C, "\\f"),
          Map.entry(0x0D, "\\r"),
          Map.entry(0x1B, "\\e"),
          Map.entry(0x22, "\\\""),
          Map.entry(0x5C, "\\\\"),
          Map.entry(0x85, "\\N"),
          Map.entry(0xA0, "\\_"),
          Map.entry(0x2028, "\\L"),
          Map.entry(0x2029, "\\P"));

  private ScalarWriter() {}

  /** A mapping's key. */
  static String key(String key) {
    return inline(key, TextStyle.of(key, LINE_WIDTH, Place.KEY));
  }

  /** A key or string inside a flow collection. */
  static String flow(String text) {
    return inline(text, TextStyle.of(text, LINE_WIDTH, Place.FLOW));
  }

  /** Null, a boolean or a number. */
  static String word(Node node) {
    return switch (node) {
      case Node.Null() -> "null";
      case Node.Bool(var value) -> value ? "true" : "false";
      case Node.Num(var value) -> NumberText.of(value);
      case Node.Text _, Node.Sequence _, Node.Mapping _ ->
          throw new IllegalArgumentException("Not a word.");
    };
  }

  /**
   * A string as a value.
   *
   * @param column where block text begins
   * @param indent how many of these columns are its own: what an indentation indicator names
   */
  static String text(String text, int column, int indent) {
    int width = Math.max(NARROWEST, LINE_WIDTH - column);
    TextStyle style = TextStyle.of(text, width, Place.VALUE);
    return switch (style) {
      case LITERAL -> literal(text, column, indent);
      case FOLDED -> ">" + header(text, indent) + "\n" + indented(folded(text, width), column);
      case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> inline(text, style);
    };
  }

  /** A string as a literal block, with the same parameters. */
  static String literal(String text, int column, int indent) {
    return "|" + header(text, indent) + "\n" + indented(text, column);
  }

  private static String inline(String text, TextStyle style) {
    return switch (style) {
      case PLAIN -> text;
      case SINGLE_QUOTED -> "'" + text.replace("'", "''") + "'";
      case DOUBLE_QUOTED -> doubleQuoted(text);
      case LITERAL, FOLDED -> throw new IllegalArgumentException("Block text is not inline.");
    };
  }

  private static String header(String text, int indent) {
    int content = 0;
    while (content < text.length() && text.charAt(content) == '\n') {
      content++;
    }
    boolean leadingSpace = content < text.length() && text.charAt(content) == ' ';
    String chomp =
        text.endsWith("\n\n") || text.equals("\n") ? "+" : text.endsWith("\n") ? "" : "-";
    return (leadingSpace ? Integer.toString(indent) : "") + chomp;
  }

  /** Indents all but empty lines, and leaves the last line end to whoever writes what follows. */
  private static String indented(String text, int column) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    var result = new StringBuilder();
    String separator = "";
    for (String line : body.split("\n", -1)) {
      result.append(separator);
      if (!line.isEmpty()) {
        result.append(" ".repeat(column)).append(line);
      }
      separator = "\n";
    }
    return result.toString();
  }

  /**
   * Breaks at the last space before the limit, or the first after it. Only where one space
   * separates: a line that began with a space would be kept apart when read.
   */
  private static String folded(String line, int width) {
    var result = new StringBuilder();
    int start = 0;
    int candidate = 0;
    for (int next = breakAfter(line, 0); next >= 0; next = breakAfter(line, next + 1)) {
      if (next - start > width) {
        int end = candidate > start ? candidate : next;
        result.append(line, start, end).append('\n');
        start = end + 1;
      }
      candidate = next;
    }
    if (line.length() - start > width && candidate > start) {
      result.append(line, start, candidate).append('\n');
      start = candidate + 1;
    }
    return result.append(line, start, line.length()).toString();
  }

  /** The next space from {@code from} on that something other than a space follows; or -1. */
  private static int breakAfter(String line, int from) {
    for (int i = line.indexOf(' ', from); i >= 0; i = line.indexOf(' ', i + 1)) {
      if (i + 1 < line.length() && line.charAt(i + 1) != ' ') {
        return i;
      }
    }
    return -1;
  }

  /** A string in double quotes, whatever it needs. */
  static String doubleQuoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    var result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String escape = ESCAPES.get(c);
              if (escape != null) {
                result.append(escape);
              } else if (TextStyle.isPrintable(c)) {
                result.appendCodePoint(c);
              } else {
                result.append(hex(c));
              }
            });
    return result.toString();
  }

  private static String hex(int c) {
    return c <= 0xFF ? String.format("\\x%02X", c) : String.format("\\u%04X", c);
  }
}
