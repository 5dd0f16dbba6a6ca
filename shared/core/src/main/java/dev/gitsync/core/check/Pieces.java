package dev.gitsync.core.check;

import java.util.ArrayList;
import java.util.List;

/** A text out of pieces, of which whole ones are left out where there is no room. */
final class Pieces {

  /** Room for words on what was left out, and for what must be there. */
  private static final int RESERVE = 600;

  private final int limit;
  private final List<String> taken = new ArrayList<>();
  private int length;

  /** A text of at most so many characters. */
  Pieces(int limit) {
    this.limit = limit - RESERVE;
  }

  /** Adds a piece that must be there. */
  Pieces add(String piece) {
    taken.add(piece);
    length += piece.length() + 1;
    return this;
  }

  /** Adds pieces as far as there is room, and says how many there were more. */
  Pieces addAll(List<String> pieces, String what) {
    int left = 0;
    for (String piece : pieces) {
      if (left == 0 && length + piece.length() < limit) {
        add(piece);
      } else {
        left++;
      }
    }
    return left == 0 ? this : add("\n_%d more %s are not shown here._".formatted(left, what));
  }

  String text() {
    return String.join("\n", taken) + "\n";
  }
}
