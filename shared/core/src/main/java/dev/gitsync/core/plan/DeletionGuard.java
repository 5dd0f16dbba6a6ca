package dev.gitsync.core.plan;

/**
 * Stops deletions that may be a mistake until somebody says that they are meant: more than so many
 * resources of a kind at once, if that is also more than a share of all of that kind.
 *
 * @param resources at most so many pass without a question
 * @param percent at most such a share passes without a question, from 0 to 100
 */
public record DeletionGuard(int resources, int percent) {

  /** What a link has unless somebody sets something else. */
  public static final DeletionGuard DEFAULT = new DeletionGuard(5, 20);

  public DeletionGuard {
    if (resources < 0 || percent < 0 || percent > 100) {
      throw new IllegalArgumentException("Not a guard.");
    }
  }

  /**
   * Whether so many deletions have to wait for somebody's word.
   *
   * @param all how many resources of the kind there were
   */
  public boolean stops(int deleted, int all) {
    return deleted > resources && deleted * 100L > (long) percent * all;
  }
}
