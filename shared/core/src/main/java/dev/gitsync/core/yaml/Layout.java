package dev.gitsync.core.yaml;

/**
 * How far block collections are indented, in columns.
 *
 * @param mapping a mapping's keys, from the key it is under; block text likewise
 * @param list a list's dashes, from the key it is under; 0 where they stand below the key
 * @param item what a list item holds, from its dash
 */
record Layout(int mapping, int list, int item) {

  /** What js-yaml writes. */
  static final Layout DEFAULT = new Layout(2, 2, 2);

  /** YAML's indentation indicator is a single digit. */
  static final int WIDEST = 9;

  Layout {
    if (mapping < 1 || mapping > WIDEST || list < 0 || item < 2 || item > WIDEST) {
      throw new IllegalArgumentException("Not a layout that YAML allows.");
    }
  }
}
