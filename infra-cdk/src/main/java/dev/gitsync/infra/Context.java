package dev.gitsync.infra;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/**
 * The CDK context, each value checked when it is read. A value that is missing is empty, as is one
 * that {@code cdk.json} leaves so. An error says which value, what it is, and what is allowed.
 */
record Context(Node node) {
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,4}");

  /** The value called {@code name}. */
  String text(String name) {
    @Nullable Object value = node.tryGetContext(name);
    return value == null ? "" : value.toString().strip();
  }

  /** The same, where it is empty or {@code allowed}, which {@code rule} says in words. */
  String text(String name, Pattern allowed, String rule) {
    String value = text(name);
    if (!value.isEmpty()) {
      check(name, value, allowed, rule);
    }
    return value;
  }

  /** The parts of a comma-separated value, each of which is {@code allowed}. */
  List<String> list(String name, Pattern allowed, String rule) {
    List<String> parts =
        Stream.of(text(name).split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
    parts.forEach(part -> check(name, part, allowed, rule));
    return parts;
  }

  /** The number called {@code name}, from 1 to 99,999. */
  int count(String name, int otherwise) {
    String value = text(name, COUNT, "is a whole number from 1 to 99999");
    return value.isEmpty() ? otherwise : Integer.parseInt(value);
  }

  /** The number called {@code name}, one of {@code allowed}. */
  int oneOf(String name, List<Integer> allowed, int otherwise) {
    String value = text(name);
    return value.isEmpty()
        ? otherwise
        : allowed.stream()
            .filter(number -> value.equals(number.toString()))
            .findFirst()
            .orElseThrow(() -> refused(name, value, "is one of " + allowed));
  }

  /** Refuses one value that was given without another that it needs. */
  void needs(String name, String other) {
    if (!text(name).isEmpty() && text(other).isEmpty()) {
      throw new IllegalArgumentException(
          "The context value " + name + " was given without " + other + ". Give both, or none.");
    }
  }

  private static void check(String name, String value, Pattern allowed, String rule) {
    if (!allowed.matcher(value).matches()) {
      throw refused(name, value, rule);
    }
  }

  private static IllegalArgumentException refused(String name, String value, String rule) {
    return new IllegalArgumentException(
        "The context value " + name + " must not be \"" + value + "\": it " + rule + ".");
  }
}
