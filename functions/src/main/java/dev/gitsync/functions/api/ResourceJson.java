package dev.gitsync.functions.api;

import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.Optional;

/** A kind of resource in the shapes of the Hightouch public API. */
sealed interface ResourceJson permits ConnectorJson, ModelJson, SyncJson {

  /** The shapes of a kind. */
  static ResourceJson of(ResourceKind kind) {
    return switch (kind) {
      case SOURCE, DESTINATION -> new ConnectorJson(kind);
      case MODEL -> new ModelJson();
      case SYNC -> new SyncJson();
    };
  }

  /** The fields that a request may set. */
  List<String> settable();

  /**
   * The resource that a body describes.
   *
   * @param current what the body changes; empty when it creates
   */
  Edited read(Body body, Slug slug, Optional<StoredResource> current, Lookup lookup);

  /** The resource as an answer shows it. */
  Mapping render(StoredResource stored, Lookup lookup);

  /**
   * What a body makes of a resource.
   *
   * @param resource empty when the body is wrong, which it knows itself
   * @param extras what the API carries and files do not
   */
  record Edited(Optional<Resource> resource, Mapping extras) {}

  /** The fields that every kind begins with. */
  static Mapping head(StoredResource stored, Lookup lookup) {
    return Mapping.of("id", new Text(stored.id()))
        .with("slug", stored.ref().slug().value())
        .with("workspaceId", lookup.workspace().value())
        .with("createdAt", stored.createdAt().toString())
        .with("updatedAt", stored.updatedAt().toString());
  }

  /** What is referred to by an id in the body; what was referred to where the body is silent. */
  static Optional<Slug> reference(
      Body body, String field, ResourceKind kind, Optional<Slug> otherwise, Lookup lookup) {
    if (!body.has(field)) {
      if (otherwise.isEmpty()) {
        body.refuse(field, "It is required.");
      }
      return otherwise;
    }
    Optional<Slug> found = body.id(field).flatMap(id -> lookup.slug(kind, id));
    if (found.isEmpty()) {
      body.refuse(field, "There is no " + kind.singular() + " with this id.");
    }
    return found;
  }

  /** The id of what is referred to; null where it is gone. */
  static Node id(Lookup lookup, ResourceKind kind, Slug slug) {
    return lookup.id(new ResourceRef(kind, slug)).<Node>map(Text::new).orElse(new Node.Null());
  }

  /** The tags, kept as they are. */
  static Mapping tags(Body body, Mapping extras) {
    return body.get("tags").map(tags -> extras.with("tags", tags)).orElse(extras);
  }
}
