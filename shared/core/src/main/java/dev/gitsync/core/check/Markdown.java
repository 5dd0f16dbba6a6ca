package dev.gitsync.core.check;

/**
 * Puts anything that somebody wrote into Markdown so that it is read as text: no markup, HTML,
 * mention, reference to an issue, or end of a table's cell comes of it.
 */
final class Markdown {

  /** Keeps words apart without being seen. */
  private static final String NOTHING = "\u200b";

  private static final String MARKUP = "\\`*_{}[]()|~$^";

  private Markdown() {}

  /** Plain text. */
  static String text(String text) {
    var escaped = new StringBuilder();
    String plain = printable(text);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '@' -> escaped.append('@').append(NOTHING);
        case '#' -> escaped.append("\\#").append(NOTHING);
        case '\n', '\t' -> escaped.append(' ');
        default -> escaped.append(MARKUP.indexOf(c) < 0 ? "" : "\\").append(c);
      }
    }
    return escaped.toString().replace("://", "\\://").replace("www.", "www\\.");
  }

  /** Code in a line, or in a table's cell. */
  static String code(String text) {
    String plain = inert(text).replace('\n', ' ').replace('\t', ' ').replace("|", "\\|");
    String fence = "`".repeat(longestRun(plain) + 1);
    boolean needsRoom = plain.startsWith("`") || plain.endsWith("`") || plain.isBlank();
    return needsRoom ? fence + " " + plain + " " + fence : fence + plain + fence;
  }

  /**
   * A link.
   *
   * @param markdown what people see of it
   * @param address as URIs are written, so with nothing in it but parentheses that could end it
   */
  static String link(String markdown, String address) {
    String target = address.replace("(", "%28").replace(")", "%29");
    return "[" + markdown + "](" + target + ")";
  }

  /** A block of lines that are a diff. */
  static String diff(String lines) {
    String plain = inert(lines);
    String fence = "`".repeat(Math.max(3, longestRun(plain) + 1));
    return fence + "diff\n" + plain + (plain.endsWith("\n") ? "" : "\n") + fence + "\n";
  }

  /** At most so many characters, whole ones; what is cut says so. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** In code all is text, but hosts look for markers, and some for mentions, in it too. */
  private static String inert(String text) {
    return printable(text)
        .replace("<!--", "<!" + NOTHING + "--")
        .replaceAll("@(?=\\w)", "@" + NOTHING);
  }

  /** Control characters could end a line; marks of direction could show text in another order. */
  private static String printable(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]", "\ufffd");
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
