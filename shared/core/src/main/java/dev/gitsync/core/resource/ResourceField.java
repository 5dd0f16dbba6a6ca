package dev.gitsync.core.resource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields that the files of models and syncs have, in their order.
 *
 * @param reference the kind of resource that the field refers to, where it does
 */
public record ResourceField(
    String name, Form form, Presence presence, Optional<ResourceKind> reference) {

  /** What a field holds. */
  public enum Form {
    TEXT("text"),
    BOOLEAN("true or false"),
    MAPPING("a mapping");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    /** As a message says it. */
    public String words() {
      return words;
    }
  }

  /** Whether a field may be left out. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  private static final List<ResourceField> MODEL =
      List.of(
          text("name", Presence.REQUIRED),
          reference("source", ResourceKind.SOURCE),
          text("description", Presence.OPTIONAL),
          text("type", Presence.REQUIRED),
          text("rawSql", Presence.OPTIONAL),
          text("tableName", Presence.OPTIONAL),
          text("dbtModel", Presence.OPTIONAL),
          field("isSchema", Form.BOOLEAN),
          text("primaryKey", Presence.REQUIRED));

  private static final List<ResourceField> SYNC =
      List.of(
          reference("model", ResourceKind.MODEL),
          reference("destination", ResourceKind.DESTINATION),
          text("description", Presence.OPTIONAL),
          field("config", Form.MAPPING),
          field("schedule", Form.MAPPING),
          field("schedulePaused", Form.BOOLEAN));

  /** The fields of the files of a kind, in their order. */
  public static List<ResourceField> of(ResourceKind kind) {
    return switch (kind) {
      case MODEL -> MODEL;
      case SYNC -> SYNC;
      case SOURCE, DESTINATION -> List.of();
    };
  }

  /** The field with this name. */
  public static Optional<ResourceField> find(ResourceKind kind, String name) {
    return of(kind).stream().filter(field -> field.name.equals(name)).findFirst();
  }

  /** The field that somebody who wrote {@code name} meant: the same but for case and separators. */
  public static Optional<ResourceField> closest(ResourceKind kind, String name) {
    return of(kind).stream().filter(field -> bare(field.name).equals(bare(name))).findFirst();
  }

  private static String bare(String name) {
    return name.replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
  }

  private static ResourceField text(String name, Presence presence) {
    return new ResourceField(name, Form.TEXT, presence, Optional.empty());
  }

  private static ResourceField reference(String name, ResourceKind kind) {
    return new ResourceField(name, Form.TEXT, Presence.REQUIRED, Optional.of(kind));
  }

  private static ResourceField field(String name, Form form) {
    return new ResourceField(name, form, Presence.OPTIONAL, Optional.empty());
  }
}
