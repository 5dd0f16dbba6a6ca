package dev.gitsync.bench.git;

/**
 * How large a repository is.
 *
 * @param link the link's files in each of its two folders
 * @param many files that a job changes all at once
 * @param others files that no job touches
 * @param commits all but the first of which change one of the others
 */
record Shape(String name, int link, int many, int others, int commits) {

  /** A link's files and nothing else. */
  static final Shape SMALL = new Shape("small", 5, 0, 0, 1);

  /** 50,022 files in 5,054 folders. */
  static final Shape LARGE = new Shape("large", 10, 10_000, 40_000, 20_000);

  int files() {
    return 2 * link + many + others + 2;
  }
}
