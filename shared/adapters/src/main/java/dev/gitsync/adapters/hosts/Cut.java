package dev.gitsync.adapters.hosts;

/** Texts that are longer than a host takes. */
public final class Cut {

  private static final String FENCE = "```";
  private static final String OPEN = "<details>";
  private static final String CLOSE = "</details>";
  private static final String NOTE = "\n\n*The rest is left out: the host takes no more.*\n";

  private Cut() {}

  /** One line of at most so many characters, ended by an ellipsis where it was longer. */
  public static String line(String text, int longest) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= longest ? line : start(line, longest - 1) + "…";
  }

  /**
   * Markdown of at most so many characters. Cut at the end of a line, with what is open there
   * closed, and a note that it was.
   */
  public static String markdown(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    String rest = start(text, longest - NOTE.length() - 2 * FENCE.length());
    while (true) {
      int end = rest.lastIndexOf('\n');
      rest = end > 0 ? rest.substring(0, end) : rest;
      String whole = rest + closing(rest) + NOTE;
      if (whole.length() <= longest) {
        return whole;
      }
      rest = end > 0 ? rest : start(rest, rest.length() / 2);
    }
  }

  private static String closing(String text) {
    long fences = text.lines().filter(it -> it.strip().startsWith(FENCE)).count();
    int open = count(text, OPEN) - count(text, CLOSE);
    return (fences % 2 == 1 ? "\n" + FENCE : "") + ("\n" + CLOSE).repeat(Math.max(0, open));
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  /** No half of a surrogate pair is left. */
  private static String start(String text, int length) {
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
