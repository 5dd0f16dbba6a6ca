package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.PathJson;
import dev.gitsync.core.yaml.Position;

/** How items say what both sides would have a field be. */
final class ConflictJson {

  private static final String PATH = "path";
  private static final String WORKSPACE = "workspace";
  private static final String GIT = "git";
  private static final String LINE = "line";
  private static final String COLUMN = "column";

  private ConflictJson() {}

  static Mapping write(Conflict conflict) {
    Mapping json = place(conflict);
    if (conflict.workspace().isPresent()) {
      json = json.with(WORKSPACE, conflict.workspace().get());
    }
    return conflict.git().isPresent() ? json.with(GIT, conflict.git().get()) : json;
  }

  /** The field and where the file has it, without the values. */
  static Mapping place(Conflict conflict) {
    Mapping json = Mapping.of(PATH, PathJson.write(conflict.field()));
    return conflict
        .position()
        .map(it -> json.with(LINE, Num.of(it.line())).with(COLUMN, Num.of(it.column())))
        .orElse(json);
  }

  static Conflict read(Mapping json) {
    return new Conflict(
        PathJson.read(json.get(PATH).orElseThrow()),
        json.get(WORKSPACE),
        json.get(GIT),
        json.get(LINE).map(line -> new Position(number(json, LINE), number(json, COLUMN))));
  }

  private static int number(Mapping json, String key) {
    return ((Num) json.get(key).orElseThrow()).value().intValueExact();
  }
}
