package dev.gitsync.core.yaml;

import java.util.regex.Pattern;

/**
 * Puts a block collection together again from old and new parts. Comments and empty lines between
 * the old ones stay; those of a part that goes stay too, but for the empty lines above it.
 */
final class BlockAssembly {

  private static final Pattern IDLE_END = Pattern.compile("(?:(?:\r\n|\r|\n)[ \t]*+)++$");
  private static final Pattern IDLE_LINES =
      Pattern.compile("^(?:(?>\r\n|\r|\n)[ \t]*+)+(?=\r\n|\r|\n)");
  private final StringBuilder text = new StringBuilder();
  private final String lineBreak;
  private final boolean hasLead;

  /** What stands between the last part that was passed and the next. */
  private String pending;

  /**
   * @param lineBreak a line break and the collection's indentation
   * @param lead the comments above the first old part, which are about it: a line break first and
   *     indentation last; empty where there are none
   */
  BlockAssembly(String lineBreak, String lead) {
    this.lineBreak = lineBreak;
    this.hasLead = !lead.isEmpty();
    this.pending = lead;
  }

  /** Passes the text between two old parts, a line break first and indentation last. */
  void gap(String between) {
    boolean leads = hasLead && text.isEmpty() && pending.isEmpty();
    pending += leads ? IDLE_LINES.matcher(between).replaceFirst("") : between;
  }

  /** An old part stays, with this text. */
  void keep(String part) {
    if (isAtStart()) {
      text.append(pending.stripLeading()).append(part);
    } else {
      text.append(pending.isEmpty() ? lineBreak : following(text, pending)).append(part);
    }
    pending = "";
  }

  /** An old part goes. */
  void remove() {
    pending = IDLE_END.matcher(pending).replaceFirst("");
  }

  /** The first old part goes, and the comments above it with it. */
  void removeWithLead() {
    pending = "";
  }

  /** A new part comes, right below the one before it. */
  void insert(String part) {
    text.append(isAtStart() ? "" : lineBreak).append(part);
  }

  /** Whether the next part stands where the collection begins, on a line that is begun. */
  private boolean isAtStart() {
    return text.isEmpty() && !hasLead;
  }

  String finish() {
    return text.append(following(text, pending)).toString();
  }

  /**
   * What may follow {@code before}. Block text that keeps its last empty lines would take in those
   * that follow it.
   */
  static String following(CharSequence before, String after) {
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    boolean emptyLine = last == '\n' || last == '\r';
    return emptyLine ? IDLE_LINES.matcher(after).replaceFirst("") : after;
  }
}
