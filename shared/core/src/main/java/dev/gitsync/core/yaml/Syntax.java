package dev.gitsync.core.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * A part of a YAML text as it was written. Offsets count chars; a part begins with its anchor or
 * tag, and ends with its last char that matters: no blanks, comments or last line break.
 */
sealed interface Syntax {

  /** How a collection is written. */
  enum Form {
    BLOCK,
    FLOW
  }

  /** What may stand before a value. */
  record Properties(Optional<String> anchor, Optional<String> tag) {}

  int start();

  int end();

  /** The name that aliases know it by. */
  Optional<String> anchor();

  /**
   * A single value.
   *
   * @param content where it begins, after its anchor and tag
   */
  record Scalar(
      int start, int end, int content, Properties properties, ScalarStyle style, String text)
      implements Syntax {
    @Override
    public Optional<String> anchor() {
      return properties.anchor();
    }

    boolean isBlock() {
      return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    }
  }

  /** A list. */
  record Sequence(int start, int end, Properties properties, Form form, List<Syntax> items)
      implements Syntax {
    @Override
    public Optional<String> anchor() {
      return properties.anchor();
    }
  }

  /** Keys and values. */
  record Mapping(int start, int end, Properties properties, Form form, List<Entry> entries)
      implements Syntax {
    @Override
    public Optional<String> anchor() {
      return properties.anchor();
    }
  }

  /** One key and its value. */
  record Entry(Syntax key, Syntax value) {}

  /** A reference to an anchor. */
  record Alias(int start, int end, String name) implements Syntax {
    @Override
    public Optional<String> anchor() {
      return Optional.empty();
    }
  }
}
