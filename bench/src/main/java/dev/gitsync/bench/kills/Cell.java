package dev.gitsync.bench.kills;

/**
 * A place that holds one value: a field, a line of SQL, an item of a list, a comment.
 *
 * @param file {@code models/a.yaml}, which also names the resource
 * @param place which place in it
 */
record Cell(String file, String place, Sharing sharing) {

  /** How an edit of the cell gets to the system. */
  enum Sharing {
    /** By itself: what an edit does not name stays. */
    ALONE,
    /**
     * With all of its field, as somebody read it before: whoever writes later may undo what came
     * between, knowingly or not, so all that can be asked is that it can be found again.
     */
    WITH_ITS_FIELD
  }

  static Cell of(String file, String place) {
    return new Cell(file, place, Sharing.ALONE);
  }

  @Override
  public String toString() {
    return file + " " + place;
  }
}
