package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost.Occasion;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Keeps one comment of ours under a pull request, found again by its marker. Where two were made at
 * once, both makers keep the oldest.
 *
 * @param boards the comments under the pull request of a number
 * @param longest how many characters the host takes
 */
public record OneComment(LongFunction<Board> boards, int longest) implements ComposedHost.Comments {

  /** A comment that is there. */
  public record Posted(String id, String text) {}

  /** The comments under one pull request. */
  public interface Board {
    /** Those that we wrote and that hold a marker, oldest first. Nobody else's are touched. */
    List<Posted> ours(String marker);

    /** Adds one. */
    void add(String text);

    /** Has one say something else. */
    void edit(Posted comment, String text);

    /** Takes one away, if it is there. */
    void remove(Posted comment);
  }

  @Override
  public void keep(long pullRequest, String marker, String markdown, Occasion occasion) {
    Board board = boards.apply(pullRequest);
    String text = fit(marker, markdown, longest);
    List<Posted> ours = board.ours(marker);
    if (ours.isEmpty() && occasion == Occasion.ALWAYS) {
      board.add(text);
      ours = board.ours(marker);
    }
    if (ours.isEmpty()) {
      // None is wanted, or the list lags behind and the next report finds it.
      return;
    }
    ours.stream().skip(1).forEach(board::remove);
    if (!isSame(ours.getFirst().text(), text)) {
      board.edit(ours.getFirst(), text);
    }
  }

  /** What a comment says of this: no more than the host takes, and with the marker. */
  public static String fit(String marker, String markdown, int longest) {
    String text = Cut.markdown(markdown, longest - marker.length() - 1);
    return text.contains(marker) ? text : text + "\n" + marker;
  }

  /** Whether a comment says this already. Hosts change ends of lines, and drop those at the end. */
  public static boolean isSame(String comment, String text) {
    return plain(comment).equals(plain(text));
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
