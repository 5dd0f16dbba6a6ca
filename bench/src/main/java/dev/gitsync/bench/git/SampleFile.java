package dev.gitsync.bench.git;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** The files of the repositories: the same in each run, and about as long as real ones. */
final class SampleFile {

  /** So many files of a set are all those of a group. */
  static final int GROUP = 1_000;

  private SampleFile() {}

  static String model(int i) {
    return "models/model-" + i + ".yaml";
  }

  static String sync(int i) {
    return "syncs/sync-" + i + ".yaml";
  }

  /** A file of a set that is spread over folders of ten, and those over groups of a hundred. */
  static String many(int i) {
    return in("many", i) + ".yaml";
  }

  /** A file that no job changes, spread in the same way. */
  static String other(int i) {
    return in("src", i) + ".txt";
  }

  private static String in(String folder, int i) {
    return "%s/g%d/d%d/f%d".formatted(folder, i / GROUP, i / 10 % 100, i % 10);
  }

  /** What a file says; an edit changes one line of it. Only ASCII. */
  static String text(String path, int revision) {
    var random = new byte[64];
    new SplittableRandom(path.hashCode()).nextBytes(random);
    return """
        name: %s
        source: warehouse
        sql: SELECT id, email FROM t_%s
        primaryKey: id
        revision: %d
        """
        .formatted(path, HexFormat.of().formatHex(random), revision);
  }
}
