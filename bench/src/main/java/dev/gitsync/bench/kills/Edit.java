package dev.gitsync.bench.kills;

import java.util.Locale;

/**
 * An edit of one cell to a value that no other edit writes.
 *
 * @param number counts all edits, in the order in which they were begun
 * @param writer who makes one edit after the other: a later edit replaces the earlier ones
 */
record Edit(int number, Cell cell, Writer writer) {

  /** What a token looks like, as a regular expression. */
  static final String TOKEN = "tok-[0-9]{6}";

  /** The value. */
  String token() {
    return String.format(Locale.ROOT, "tok-%06d", number);
  }

  @Override
  public String toString() {
    return token() + " of " + writer.name() + " in " + cell;
  }
}
