package dev.gitsync.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happens in a run, in plain English, a line for each step. */
final class Story {

  /** Whether anybody listens: most runs are never told. */
  enum Telling {
    ALOUD,
    SILENT
  }

  private final Telling telling;
  private final List<String> lines = new ArrayList<>();

  Story(Telling telling) {
    this.telling = telling;
  }

  void tell(Supplier<String> line) {
    if (telling == Telling.ALOUD) {
      lines.add(line.get());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
