package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.OneComment;
import java.util.function.LongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown for Bitbucket, which shows HTML as it is written ("Markdown syntax guide"). What would
 * be folded stands open, and a marker is the definition of a link that nothing uses, which does not
 * show (CommonMark, "Link reference definitions").
 */
public final class BitbucketMarkdown {

  /** How long comments and descriptions may be. */
  public static final int LONGEST = 32_768;

  /** HTML as we write it; and code, where it would be text. */
  private static final Pattern HTML =
      Pattern.compile(
          """
          (?ms)^(`{3,})[^`\\n]*\\n.*?^\\1`*$\
          |(`+)(?!`)[^\\n]*?(?<!`)\\2(?!`)\
          |<!--.*?-->\
          |</?(?:details|summary|sub|sup|code)>\
          |<br ?/?>""");

  private BitbucketMarkdown() {}

  /**
   * Comments that are written so.
   *
   * @param boards as {@link OneComment#boards}
   */
  public static ComposedHost.Comments comments(LongFunction<OneComment.Board> boards) {
    var comment = new OneComment(boards, LONGEST);
    return (pullRequest, marker, markdown, occasion) ->
        comment.keep(pullRequest, marker(marker), marked(markdown, marker), occasion);
  }

  /** The text without HTML. */
  public static String of(String markdown) {
    return HTML.matcher(markdown).replaceAll(it -> Matcher.quoteReplacement(plain(it)));
  }

  private static String plain(MatchResult found) {
    String text = found.group();
    if (text.startsWith("`")) {
      return text;
    }
    return switch (text.replaceAll("[</ >]", "")) {
      case "summary" -> "**";
      case "code" -> "`";
      case "br" -> ", ";
      default -> "";
    };
  }

  /** The text without HTML, and with a marker at its end, also where it has to be cut. */
  public static String marked(String markdown, String marker) {
    String end = "\n\n" + marker(marker);
    return Cut.markdown(of(markdown).strip(), LONGEST - 2 * end.length()) + end;
  }

  /** What stands for a marker, and is found again. */
  public static String marker(String marker) {
    String name = marker.replaceAll("<!--|-->", "").replaceAll("[^\\w./:-]+", " ").strip();
    return "[//]: # (" + name + ")";
  }
}
