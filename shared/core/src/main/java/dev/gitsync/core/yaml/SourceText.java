package dev.gitsync.core.yaml;

import java.util.Arrays;

/**
 * A text and its lines. Lines end with a line feed, a carriage return or both; offsets count chars.
 * A byte order mark is not part of it.
 */
final class SourceText {

  static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final int[] lineStarts;
  private final int[] codePointOffsets;

  SourceText(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.codePointOffsets = codePointOffsets(text);
  }

  static String withoutByteOrderMark(String text) {
    return text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text;
  }

  String text() {
    return text;
  }

  String between(int start, int end) {
    return text.substring(start, end);
  }

  /** The offset of the code point that {@code index} others precede. */
  int offsetOfCodePoint(int index) {
    boolean oneCharEach = codePointOffsets.length == 0;
    int bounded = Math.max(0, index);
    return oneCharEach
        ? Math.min(bounded, text.length())
        : codePointOffsets[Math.min(bounded, codePointOffsets.length - 1)];
  }

  Position position(int offset) {
    int line = line(offset);
    int column = text.codePointCount(lineStarts[line], offset);
    return new Position(line + 1, column + 1);
  }

  int lineStart(int offset) {
    return lineStarts[line(offset)];
  }

  /** Where the line of {@code offset} ends, before its line break. */
  int lineEnd(int offset) {
    int end = offset;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Where the line after that of {@code offset} starts; the text's end where there is none. */
  int nextLine(int offset) {
    int next = line(offset) + 1;
    return next < lineStarts.length ? lineStarts[next] : text.length();
  }

  /** Whether there is nothing but a comment on the line of {@code offset}. */
  boolean isComment(int offset) {
    return between(lineStart(offset), lineEnd(offset)).stripLeading().startsWith("#");
  }

  /** How many chars stand before {@code offset} on its line. */
  int column(int offset) {
    return offset - lineStart(offset);
  }

  /** What ends the first line; a line feed where nothing does. */
  String lineBreak() {
    int end = lineEnd(0);
    if (end == text.length() || text.charAt(end) == '\n') {
      return "\n";
    }
    return text.startsWith("\r\n", end) ? "\r\n" : "\r";
  }

  private int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private static int[] lineStarts(String text) {
    var starts = new int[text.length() + 1];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  /** Empty where every code point is one char, as nearly always. */
  private static int[] codePointOffsets(String text) {
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      return new int[0];
    }
    var offsets = new int[count + 1];
    int offset = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = offset;
      offset += Character.charCount(text.codePointAt(offset));
    }
    offsets[count] = offset;
    return offsets;
  }
}
