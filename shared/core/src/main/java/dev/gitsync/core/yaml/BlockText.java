package dev.gitsync.core.yaml;

/** Where block text, written with {@code |} or {@code >}, begins and ends. */
final class BlockText {

  private BlockText() {}

  /**
   * {@code scalar} without the lines after it that do not matter to it: all empty lines after it,
   * unless it keeps them.
   */
  static Syntax.Scalar trimmed(Syntax.Scalar scalar, SourceText source) {
    int headerEnd = source.lineEnd(scalar.content());
    int end = withoutLineBreak(source, Math.min(scalar.end(), source.text().length()));
    if (!keepsEmptyLines(scalar, source)) {
      // Where an indicator says how deep the text is, its first line may be deeper.
      int indent = isMarked(scalar, source) ? 0 : indent(scalar, source);
      while (end > headerEnd && isIdle(source, end, indent)) {
        end = withoutLineBreak(source, source.lineStart(end));
      }
    }
    return new Syntax.Scalar(
        scalar.start(),
        Math.max(end, headerEnd(scalar, source)),
        scalar.content(),
        scalar.properties(),
        scalar.style(),
        scalar.text());
  }

  /** How many spaces precede its first line that is not empty; 0 where there is none. */
  static int indent(Syntax.Scalar scalar, SourceText source) {
    int line = source.nextLine(scalar.content());
    while (line < scalar.end()) {
      int end = source.lineEnd(line);
      int content = line;
      while (content < end && source.text().charAt(content) == ' ') {
        content++;
      }
      if (content < end) {
        return content - line;
      }
      line = source.nextLine(line);
    }
    return 0;
  }

  /** Where the indicators end that begin with {@code |} or {@code >}. */
  static int headerEnd(Syntax.Scalar scalar, SourceText source) {
    int end = scalar.content() + 1;
    while (end < source.text().length() && "+-0123456789".indexOf(source.text().charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  /** Whether an indicator says how deep the text is indented. */
  static boolean isMarked(Syntax.Scalar scalar, SourceText source) {
    String header = source.between(scalar.content(), headerEnd(scalar, source));
    return header.chars().anyMatch(Character::isDigit);
  }

  private static boolean keepsEmptyLines(Syntax.Scalar scalar, SourceText source) {
    return source.between(scalar.content(), headerEnd(scalar, source)).contains("+");
  }

  /** A line of nothing but indentation. More spaces than that would be text. */
  private static boolean isIdle(SourceText source, int lineEnd, int indent) {
    String line = source.between(source.lineStart(lineEnd), lineEnd);
    return line.isBlank() && line.length() <= indent;
  }

  private static int withoutLineBreak(SourceText source, int offset) {
    String text = source.text();
    int end = offset;
    if (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    boolean carriageReturn = end > 0 && text.charAt(end - 1) == '\r';
    boolean lineFeedBefore = end < offset;
    if (carriageReturn && (lineFeedBefore || end == offset)) {
      end--;
    }
    return end;
  }
}
