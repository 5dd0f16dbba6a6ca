package dev.gitsync.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries and items of block collections, with the lines that belong to each. */
final class BlockParts {

  /** What a value hangs from. */
  enum Holder {
    KEY,
    DASH
  }

  /**
   * One entry or item.
   *
   * @param start where its key or dash stands
   * @param slot what follows its colon or dash; empty where it has neither, as {@code ? key}
   * @param end the end of its last line, comments included, line break not
   * @param column of its key or dash
   */
  record Part(
      Holder holder,
      int start,
      Optional<Integer> slot,
      int end,
      int column,
      Optional<Syntax> key,
      Syntax value) {}

  private final SourceText source;
  private final TokenMarks marks;

  BlockParts(SourceText source, TokenMarks marks) {
    this.source = source;
    this.marks = marks;
  }

  /** The parts in their order; empty where they cannot be told apart. */
  List<Part> of(Syntax.Mapping mapping) {
    var parts = new ArrayList<Part>();
    for (Syntax.Entry entry : mapping.entries()) {
      Integer start = marks.keys().floor(entry.key().start());
      Integer colon = marks.colons().ceiling(entry.key().end());
      boolean hasColon = colon != null && colon <= entry.value().start();
      Optional<Integer> slot = hasColon ? Optional.of(colon + 1) : Optional.empty();
      if (start == null) {
        return List.of();
      }
      parts.add(part(Holder.KEY, start, slot, Optional.of(entry.key()), entry.value()));
    }
    return inOrder(parts);
  }

  /** The parts in their order; empty where they cannot be told apart. */
  List<Part> of(Syntax.Sequence sequence) {
    var parts = new ArrayList<Part>();
    for (Syntax item : sequence.items()) {
      Integer dash = marks.dashes().lower(item.start());
      if (dash == null) {
        return List.of();
      }
      parts.add(part(Holder.DASH, dash, Optional.of(dash + 1), Optional.empty(), item));
    }
    return inOrder(parts);
  }

  private Part part(
      Holder holder, int start, Optional<Integer> slot, Optional<Syntax> key, Syntax value) {
    int last = Math.max(slot.orElse(start), slot.isPresent() ? value.end() : start);
    int text = source.lineEnd(Math.max(last, key.map(Syntax::end).orElse(start)));
    int column = source.column(start);
    int end = isBlockCollection(value) ? withDeeperComments(text, column) : text;
    return new Part(holder, start, slot, end, column, key, value);
  }

  /** Comments below a collection, deeper than what holds it, are about the collection. */
  private int withDeeperComments(int end, int column) {
    int result = end;
    int line = source.nextLine(end);
    while (line < source.text().length()) {
      int lineEnd = source.lineEnd(line);
      String text = source.between(line, lineEnd);
      String content = text.stripLeading();
      boolean comment = content.startsWith("#");
      if (comment && text.length() - content.length() > column) {
        result = lineEnd;
      } else if (comment || !content.isEmpty()) {
        break;
      }
      line = source.nextLine(line);
    }
    return result;
  }

  private static List<Part> inOrder(List<Part> parts) {
    for (int i = 1; i < parts.size(); i++) {
      Part before = parts.get(i - 1);
      if (parts.get(i).start() < before.end() || parts.get(i).column() != before.column()) {
        return List.of();
      }
    }
    return List.copyOf(parts);
  }

  static boolean isBlockCollection(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Mapping mapping -> mapping.form() == Syntax.Form.BLOCK;
      case Syntax.Sequence sequence -> sequence.form() == Syntax.Form.BLOCK;
      case Syntax.Scalar _, Syntax.Alias _ -> false;
    };
  }
}
