package dev.gitsync.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Parts of a text that may have so many characters: each is a head and rows, of which those are
 * left out that there is no room for, from the first that does not fit. Rows that were added first
 * get the room; where a part stands does not matter.
 */
final class TextParts {

  private int room;

  /** Parts that share this room. */
  TextParts(int room) {
    this.room = room;
  }

  /** A head, rows, and a word on what was left out. */
  final class Part {

    private final String head;
    private final String foot;
    private final IntFunction<String> leftOut;
    private final List<String> rows = new ArrayList<>();
    private int left;

    private Part(String head, String foot, IntFunction<String> leftOut) {
      this.head = head;
      this.foot = foot;
      this.leftOut = leftOut;
    }

    /** Adds a row, which is only made where none was left out before. */
    void add(Supplier<String> row) {
      if (left == 0) {
        add(row.get());
      } else {
        left++;
      }
    }

    private void add(String row) {
      if (row.length() <= room) {
        room -= row.length();
        rows.add(row);
      } else {
        left++;
      }
    }

    @Override
    public String toString() {
      if (rows.isEmpty() && left == 0) {
        return "";
      }
      return (rows.isEmpty() ? "\n" : head + String.join("", rows) + foot)
          + (left == 0 ? "" : leftOut.apply(left));
    }
  }

  /** A part, if there is room for its head and its word. */
  Part part(String head, String foot, IntFunction<String> leftOut) {
    room -= head.length() + foot.length() + leftOut.apply(Integer.MAX_VALUE).length() + 1;
    return new Part(head, foot, leftOut);
  }

  int room() {
    return room;
  }
}
