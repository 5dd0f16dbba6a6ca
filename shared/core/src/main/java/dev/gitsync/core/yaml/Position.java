package dev.gitsync.core.yaml;

/** A place in a text. Both numbers count from 1; a column counts code points. */
public record Position(int line, int column) {

  /** Where a text begins. */
  public static final Position START = new Position(1, 1);

  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("Lines and columns count from 1.");
    }
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
