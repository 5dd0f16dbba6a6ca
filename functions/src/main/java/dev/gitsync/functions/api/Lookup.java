package dev.gitsync.functions.api;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ids and slugs of one workspace, looked up at most once for a request. */
final class Lookup {

  private final Resources resources;
  private final WorkspaceId workspace;
  private final Map<ResourceRef, Optional<String>> ids = new HashMap<>();
  private @Nullable List<Sync> syncs;
  private final Map<Slug, String> syncIds = new HashMap<>();

  Lookup(Resources resources, WorkspaceId workspace) {
    this.resources = resources;
    this.workspace = workspace;
  }

  WorkspaceId workspace() {
    return workspace;
  }

  Optional<Slug> slug(ResourceKind kind, String id) {
    return id.matches("[0-9]{1,19}")
        ? resources.find(workspace, kind, id).map(stored -> stored.ref().slug())
        : Optional.empty();
  }

  Optional<String> id(ResourceRef ref) {
    return ids.computeIfAbsent(ref, it -> resources.find(workspace, it).map(StoredResource::id));
  }

  /** The ids of the syncs that use a model. */
  List<String> syncsOf(Slug model) {
    return syncs().stream()
        .filter(sync -> sync.model().equals(model))
        .map(sync -> syncIds.getOrDefault(sync.slug(), ""))
        .toList();
  }

  /** Every sync of the workspace. */
  List<Sync> syncs() {
    List<Sync> known = syncs;
    if (known == null) {
      List<StoredResource> stored = resources.list(workspace, ResourceKind.SYNC);
      stored.forEach(it -> syncIds.put(it.ref().slug(), it.id()));
      known = stored.stream().map(StoredResource::resource).map(Sync.class::cast).toList();
      syncs = known;
    }
    return known;
  }

  /** Throws when something uses a resource, which so cannot be deleted. */
  void refuseUsed(ResourceRef ref) throws ApiProblem {
    List<ResourceRef> users = usersOf(ref);
    if (!users.isEmpty()) {
      throw ApiProblem.conflict(
          "%s is used by %s. Delete that first.".formatted(ref, users.getFirst()));
    }
  }

  /** What uses a resource: the models of a source, the syncs of a model or a destination. */
  private List<ResourceRef> usersOf(ResourceRef ref) {
    return switch (ref.kind()) {
      case SOURCE ->
          resources.list(workspace, ResourceKind.MODEL).stream()
              .filter(
                  it ->
                      it.resource()
                          .document()
                          .text("source")
                          .equals(Optional.of(ref.slug().value())))
              .map(StoredResource::ref)
              .toList();
      case DESTINATION ->
          syncs().stream()
              .filter(it -> it.destination().equals(ref.slug()))
              .map(Sync::ref)
              .toList();
      case MODEL ->
          syncs().stream().filter(it -> it.model().equals(ref.slug())).map(Sync::ref).toList();
      case SYNC -> List.of();
    };
  }
}
