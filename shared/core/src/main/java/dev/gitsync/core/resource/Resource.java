package dev.gitsync.core.resource;

import dev.gitsync.core.tree.Node.Mapping;
import java.util.Set;

/** What a workspace holds under one reference. */
public sealed interface Resource permits Connector, Model, Sync {

  /** Its identity. */
  ResourceRef ref();

  /** What people call it. */
  String name();

  /**
   * The resource as a mapping, references given by slug, empty fields left out: the form in which
   * edits are compared and merged. For models and syncs these are the fields of the file.
   */
  Mapping document();

  /**
   * What changes and the activity log keep of it. A source's or destination's configuration, which
   * may hold secrets, is kept nowhere but with the resource itself.
   */
  default Mapping trackedDocument() {
    return switch (this) {
      case Connector connector -> connector.manifestEntry();
      case Model model -> model.document();
      case Sync sync -> sync.document();
    };
  }

  /** What it refers to. */
  default Set<ResourceRef> references() {
    return switch (this) {
      case Connector connector -> Set.of();
      case Model model -> Set.of(new ResourceRef(ResourceKind.SOURCE, model.source()));
      case Sync sync ->
          Set.of(
              ResourceRef.model(sync.model()),
              new ResourceRef(ResourceKind.DESTINATION, sync.destination()));
    };
  }

  /**
   * The resource that {@code document} describes.
   *
   * @throws IllegalArgumentException when the document is not one that {@link
   *     dev.gitsync.core.repo.FileCheck} passes
   */
  static Resource of(ResourceRef ref, Mapping document) {
    return switch (ref.kind()) {
      case MODEL -> Model.of(ref.slug(), document);
      case SYNC -> Sync.of(ref.slug(), document);
      case SOURCE, DESTINATION -> Connector.of(ref, document);
    };
  }
}
