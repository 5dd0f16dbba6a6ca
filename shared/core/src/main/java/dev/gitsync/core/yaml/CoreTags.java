package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** What a scalar means given the tag before it, if any. */
final class CoreTags {

  /** A fault that still lacks its place. */
  @FunctionalInterface
  interface Unplaced {
    YamlFault at(Position position);
  }

  /** A scalar's value, or why it has none. */
  sealed interface Resolution {
    /** The scalar is good. */
    record Value(Node node) implements Resolution {}

    /** The scalar is not. */
    record Bad(Unplaced fault) implements Resolution {}
  }

  static final String NON_SPECIFIC = "!";
  static final String MAPPING = "tag:yaml.org,2002:map";
  static final String SEQUENCE = "tag:yaml.org,2002:seq";
  private static final String TEXT = "tag:yaml.org,2002:str";
  private static final String INTEGER = "tag:yaml.org,2002:int";
  private static final String FLOAT = "tag:yaml.org,2002:float";
  private static final String BOOLEAN = "tag:yaml.org,2002:bool";
  private static final String NULL = "tag:yaml.org,2002:null";
  private static final Set<String> KNOWN =
      Set.of(NON_SPECIFIC, MAPPING, SEQUENCE, TEXT, INTEGER, FLOAT, BOOLEAN, NULL);

  private CoreTags() {}

  static boolean isKnown(String tag) {
    return KNOWN.contains(tag);
  }

  static Resolution resolve(Syntax.Scalar scalar) {
    String text = scalar.text();
    if (scalar.properties().tag().isEmpty()) {
      boolean plain = scalar.style() == ScalarStyle.PLAIN;
      return plain ? untagged(text) : new Resolution.Value(new Node.Text(text));
    }
    String tag = scalar.properties().tag().get();
    if (!isKnown(tag)) {
      return new Resolution.Bad(YamlFaults::unknownTag);
    }
    if (tag.equals(TEXT) || tag.equals(NON_SPECIFIC)) {
      return new Resolution.Value(new Node.Text(text));
    }
    Resolution resolution = untagged(text);
    boolean fits = !(resolution instanceof Resolution.Value(var node)) || fits(tag, node);
    return fits ? resolution : new Resolution.Bad(YamlFaults::tagDoesNotFit);
  }

  private static Resolution untagged(String text) {
    return switch (CoreSchema.resolve(text)) {
      case CoreSchema.Meaning.Value(var node) -> new Resolution.Value(node);
      case CoreSchema.Meaning.NotFinite() -> new Resolution.Bad(YamlFaults::notFinite);
      case CoreSchema.Meaning.TooManyDigits() -> new Resolution.Bad(YamlFaults::tooManyDigits);
    };
  }

  private static boolean fits(String tag, Node node) {
    return switch (node) {
      case Node.Null() -> tag.equals(NULL);
      case Node.Bool _ -> tag.equals(BOOLEAN);
      case Node.Num(var value) -> tag.equals(FLOAT) || (tag.equals(INTEGER) && value.scale() <= 0);
      case Node.Text _, Node.Sequence _, Node.Mapping _ -> false;
    };
  }
}
