package dev.gitsync.functions.api;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.Optional;

/** Syncs. */
record SyncJson() implements ResourceJson {

  @Override
  public List<String> settable() {
    return List.of(
        "slug",
        "description",
        "modelId",
        "destinationId",
        "configuration",
        "schedule",
        "disabled",
        "tags");
  }

  @Override
  public Edited read(Body body, Slug slug, Optional<StoredResource> current, Lookup lookup) {
    Optional<Sync> before = current.map(it -> (Sync) it.resource());
    Optional<Slug> model =
        ResourceJson.reference(
            body, "modelId", ResourceKind.MODEL, before.map(Sync::model), lookup);
    Optional<Slug> destination =
        ResourceJson.reference(
            body, "destinationId", ResourceKind.DESTINATION, before.map(Sync::destination), lookup);
    String description = body.optionalText("description", before.map(Sync::description).orElse(""));
    Mapping config =
        body.mapping(
            "configuration", before.map(Sync::config).orElse(Mapping.empty()), Mapping.empty());
    Mapping schedule =
        body.mapping("schedule", before.map(Sync::schedule).orElse(Sync.MANUAL), Sync.MANUAL);
    if (schedule.text("type").isEmpty()) {
      body.refuse("schedule", "It must have a type, such as manual or interval.");
    }
    boolean paused = body.flag("disabled", before.map(Sync::paused).orElse(false));
    Mapping extras = current.map(StoredResource::extras).orElse(Mapping.empty());
    return new Edited(
        model.flatMap(
            from ->
                destination.map(
                    to -> new Sync(slug, from, to, description, config, schedule, paused))),
        ResourceJson.tags(body, extras));
  }

  @Override
  public Mapping render(StoredResource stored, Lookup lookup) {
    var sync = (Sync) stored.resource();
    return ResourceJson.head(stored, lookup)
        .with("description", textOrNull(sync.description()))
        .with("modelId", ResourceJson.id(lookup, ResourceKind.MODEL, sync.model()))
        .with(
            "destinationId", ResourceJson.id(lookup, ResourceKind.DESTINATION, sync.destination()))
        .with("configuration", sync.config())
        .with("schedule", sync.schedule())
        .with("status", sync.paused() ? "disabled" : "pending")
        .with("disabled", new Bool(sync.paused()))
        .with("lastRunAt", new Node.Null())
        .with("externalSegment", new Node.Null())
        .with("tags", stored.extras().get("tags").orElse(Mapping.empty()));
  }

  static Node textOrNull(String text) {
    return text.isEmpty() ? new Node.Null() : new Text(text);
  }
}
