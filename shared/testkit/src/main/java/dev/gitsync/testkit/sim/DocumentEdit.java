package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody changes in a resource, on either side.
 *
 * @param pick which of several parts, as a number of any size
 * @param token the new value
 */
record DocumentEdit(What what, int pick, String token) {

  private static final List<String> CONFIG_KEYS = List.of("mode", "rate", "owner");

  /** A kind of change. */
  enum What {
    DESCRIPTION("the description"),
    NO_DESCRIPTION("no description"),
    NAME("the name"),
    PRIMARY_KEY("the primary key"),
    SQL_LINE("a line of SQL"),
    SQL_MORE("one more line of SQL"),
    TABLE("a table instead of SQL"),
    CONFIG("a config value"),
    CONFIG_LESS("one config key less"),
    MAPPING("a mapping"),
    MAPPING_MORE("one more mapping"),
    MAPPING_LESS("one mapping less"),
    SCHEDULE("the schedule"),
    PAUSE("the other pause");

    private final String words;

    What(String words) {
      this.words = words;
    }
  }

  private static final List<What> OF_MODEL =
      List.of(
          What.DESCRIPTION,
          What.NO_DESCRIPTION,
          What.NAME,
          What.PRIMARY_KEY,
          What.SQL_LINE,
          What.SQL_MORE,
          What.TABLE);
  private static final List<What> OF_SYNC =
      List.of(
          What.DESCRIPTION,
          What.NO_DESCRIPTION,
          What.CONFIG,
          What.CONFIG_LESS,
          What.MAPPING,
          What.MAPPING_MORE,
          What.MAPPING_LESS,
          What.SCHEDULE,
          What.PAUSE);

  /** An edit of a resource of this kind; for a connector, always of its name. */
  static DocumentEdit drawn(ResourceKind kind, Choices choices, String token) {
    What what =
        switch (kind) {
          case MODEL -> OF_MODEL.get(choices.weighted(4, 1, 4, 2, 4, 3, 1));
          case SYNC -> OF_SYNC.get(choices.weighted(3, 1, 4, 1, 3, 3, 1, 2, 1));
          case SOURCE, DESTINATION -> What.NAME;
        };
    return new DocumentEdit(what, choices.of(6), token);
  }

  /** The document after the edit; the same where it has nothing to change. */
  Mapping apply(Mapping document) {
    return switch (what) {
      case DESCRIPTION -> document.with("description", token);
      case NO_DESCRIPTION -> document.without("description");
      case NAME -> document.with("name", token);
      case PRIMARY_KEY -> document.with("primaryKey", token);
      case SQL_LINE, SQL_MORE -> sql(document);
      case TABLE -> document.without("rawSql").with("type", "table").with("tableName", token);
      case CONFIG -> document.with("config", config(document).with(key(), token));
      case CONFIG_LESS -> document.with("config", config(document).without(key()));
      case MAPPING, MAPPING_MORE, MAPPING_LESS ->
          document.with("config", config(document).with("mappings", mappings(document)));
      case SCHEDULE ->
          document.with(
              "schedule",
              Mapping.of("type", new Text("cron"))
                  .with("schedule", Mapping.of("expression", new Text(token))));
      case PAUSE -> document.with("schedulePaused", new Bool(!isPaused(document)));
    };
  }

  private Mapping sql(Mapping document) {
    List<String> lines =
        new ArrayList<>(document.text("rawSql").orElse("SELECT 1\nFROM x").lines().toList());
    int at = pick % lines.size();
    if (what == What.SQL_LINE) {
      lines.set(at, "-- " + token);
    } else {
      lines.add(at + 1, "-- " + token);
    }
    return document
        .without("tableName")
        .with("type", "raw_sql")
        .with("rawSql", String.join("\n", lines));
  }

  private String key() {
    return CONFIG_KEYS.get(pick % CONFIG_KEYS.size());
  }

  private static Mapping config(Mapping document) {
    return document.get("config").orElse(null) instanceof Mapping config ? config : Mapping.empty();
  }

  private static boolean isPaused(Mapping document) {
    return document.get("schedulePaused").orElse(null) instanceof Bool(var paused) && paused;
  }

  private Sequence mappings(Mapping document) {
    List<Node> items =
        config(document).get("mappings").orElse(null) instanceof Sequence(var found)
            ? new ArrayList<>(found)
            : new ArrayList<>();
    if (items.isEmpty() || what == What.MAPPING_MORE) {
      items.add(Mapping.of("from", new Text(token)).with("to", token.replace("t", "field")));
    } else if (what == What.MAPPING_LESS) {
      items.remove(pick % items.size());
    } else {
      int at = pick % items.size();
      items.set(
          at, items.get(at) instanceof Mapping item ? item.with("from", token) : new Text(token));
    }
    return new Sequence(items);
  }

  /** As a story tells it. */
  @Override
  public String toString() {
    return what.words + " (" + token + ")";
  }
}
