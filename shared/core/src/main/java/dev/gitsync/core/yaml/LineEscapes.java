package dev.gitsync.core.yaml;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The escapes {@code \L} and {@code \P} for line and paragraph separators, which js-yaml writes and
 * the engine does not know. They are hidden from it behind stand-ins of the same length, so that
 * every offset stays right.
 */
final class LineEscapes {

  private static final Pattern ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\([LP])");
  private static final char FIRST_PRIVATE = '\uE000';

  private final char standIn;
  private final String hidden;

  LineEscapes(String text) {
    this.standIn = unused(text);
    this.hidden = ESCAPE.matcher(text).replaceAll(this::hide);
  }

  /** The text as the engine may read it. */
  String hidden() {
    return hidden;
  }

  /** What the escapes in double quotes stand for. */
  String unescaped(String value) {
    return value.replace(standIn + "L", "\u2028").replace(standIn + "P", "\u2029");
  }

  /** What was never an escape, since it is not in double quotes. */
  String restored(String value) {
    return value.replace(standIn, '\\');
  }

  private String hide(MatchResult match) {
    return Matcher.quoteReplacement(match.group(1) + standIn + match.group(2));
  }

  private static char unused(String text) {
    char candidate = FIRST_PRIVATE;
    while (candidate < '\uF8FF' && text.indexOf(candidate) >= 0) {
      candidate++;
    }
    return candidate;
  }
}
