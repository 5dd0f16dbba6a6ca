package dev.gitsync.bench.kills;

import java.util.function.BinaryOperator;

/**
 * A way to edit a cell in its file.
 *
 * @param change makes the new text of the text as it is and the new value; gives the same text when
 *     the cell is not there
 */
record FileEdit(Cell cell, BinaryOperator<String> change) {

  /**
   * Replaces what an expression finds first.
   *
   * @param replacement as for {@code replaceFirst}, with {@code %s} for the value
   */
  static FileEdit of(Cell cell, String expression, String replacement) {
    return new FileEdit(
        cell,
        (text, token) -> text.replaceFirst("(?m)" + expression, replacement.replace("%s", token)));
  }
}
