package dev.gitsync.bench.kills;

/**
 * Somebody who edits.
 *
 * @param side the workspace, or {@link #GIT}
 */
record Writer(String name, String side) {

  /** The side of those who edit files. */
  static final String GIT = "git";

  boolean isGit() {
    return side.equals(GIT);
  }
}
