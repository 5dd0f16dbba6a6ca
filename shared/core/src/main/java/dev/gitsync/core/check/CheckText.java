package dev.gitsync.core.check;

import java.util.List;

/** What people read of checks: plain text and Markdown. */
public final class CheckText {

  private CheckText() {}

  /** A few words: {@code 1 sync would break}. */
  public static String title(Check check) {
    return check.verdict().toString();
  }

  /** One or two sentences of Markdown. */
  public static String summary(Check check) {
    return title(check);
  }

  /**
   * All there is to say of a check, in Markdown.
   *
   * @param limit characters that it may have
   */
  public static String body(Check check, int limit) {
    return title(check);
  }

  /**
   * One comment on the checks of a pull request, in Markdown.
   *
   * @param marker what tells the comment from others; goes into an HTML comment
   * @param footer the last line, in Markdown
   * @param limit characters that it may have
   */
  public static String comment(List<Check> checks, String marker, String footer, int limit) {
    return "<!-- " + marker + " -->\n" + footer;
  }
}
