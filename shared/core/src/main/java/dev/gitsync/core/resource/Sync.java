package dev.gitsync.core.resource;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;

/**
 * A sync: sends what a model selects to a destination, on a schedule.
 *
 * @param description empty for none
 * @param config depends on the destination; kept as it is
 * @param schedule has a {@code type}; the rest is kept as it is
 */
public record Sync(
    Slug slug,
    Slug model,
    Slug destination,
    String description,
    Mapping config,
    Mapping schedule,
    boolean paused)
    implements Resource {

  /** The schedule of a sync that runs only when told to. */
  public static final Mapping MANUAL = Mapping.of("type", new Text("manual"));

  static Sync of(Slug slug, Mapping document) {
    return new Sync(
        slug,
        new Slug(document.text("model").orElseThrow(IllegalArgumentException::new)),
        new Slug(document.text("destination").orElseThrow(IllegalArgumentException::new)),
        document.text("description").orElse(""),
        mapping(document, "config", Mapping.empty()),
        mapping(document, "schedule", MANUAL),
        document.get("schedulePaused").orElse(null) instanceof Node.Bool(var paused) && paused);
  }

  private static Mapping mapping(Mapping document, String key, Mapping otherwise) {
    return document.get(key).orElse(otherwise) instanceof Mapping found ? found : otherwise;
  }

  @Override
  public ResourceRef ref() {
    return ResourceRef.sync(slug);
  }

  /** This sync, paused. */
  public Sync pausedNow() {
    return new Sync(slug, model, destination, description, config, schedule, true);
  }

  /** Syncs have no name but their slug. */
  @Override
  public String name() {
    return slug.value();
  }

  @Override
  public Mapping document() {
    Mapping start =
        Mapping.of("model", new Text(model.value())).with("destination", destination.value());
    return (description.isEmpty() ? start : start.with("description", description))
        .with("config", config)
        .with("schedule", schedule)
        .with("schedulePaused", new Node.Bool(paused));
  }
}
