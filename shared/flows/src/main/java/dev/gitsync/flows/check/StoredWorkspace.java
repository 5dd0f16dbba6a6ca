package dev.gitsync.flows.check;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.check.ModelNames;
import dev.gitsync.core.check.Workspace;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.flows.port.Resources;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A workspace as it is stored. Nothing is read twice; where many resources are asked for, all of a
 * kind are read together.
 */
final class StoredWorkspace implements Workspace {

  /** From so many questions on, it takes less to read all of a kind. */
  private static final int MANY = 50;

  private final Resources resources;
  private final WorkspaceId workspace;
  private final Map<ResourceKind, Map<Slug, Resource>> kinds = new EnumMap<>(ResourceKind.class);
  private final Map<ResourceRef, Optional<Resource>> found = new HashMap<>();
  private Optional<Map<Slug, List<Sync>>> users = Optional.empty();
  private Optional<Map<ResourceRef, List<Change>>> pending = Optional.empty();
  private Optional<List<OpenConflict>> conflicts = Optional.empty();

  StoredWorkspace(Resources resources, WorkspaceId workspace) {
    this.resources = resources;
    this.workspace = workspace;
  }

  @Override
  public List<Connector> connectors() {
    return Stream.of(ResourceKind.SOURCE, ResourceKind.DESTINATION)
        .flatMap(kind -> all(kind).values().stream())
        .filter(Connector.class::isInstance)
        .map(Connector.class::cast)
        .toList();
  }

  @Override
  public Optional<Resource> find(ResourceRef ref) {
    if (kinds.containsKey(ref.kind()) || found.size() >= MANY) {
      return Optional.ofNullable(all(ref.kind()).get(ref.slug()));
    }
    return found.computeIfAbsent(
        ref, it -> resources.find(workspace, it).map(StoredResource::resource));
  }

  @Override
  public Map<String, Slug> modelNames() {
    return ModelNames.unique(all(ResourceKind.MODEL).values());
  }

  @Override
  public List<Sync> syncsOf(Slug model) {
    if (users.isEmpty()) {
      users =
          Optional.of(
              all(ResourceKind.SYNC).values().stream()
                  .filter(Sync.class::isInstance)
                  .map(Sync.class::cast)
                  .sorted((one, other) -> one.ref().compareTo(other.ref()))
                  .collect(Collectors.groupingBy(Sync::model)));
    }
    return users.get().getOrDefault(model, List.of());
  }

  @Override
  public List<Change> pending(ResourceRef ref) {
    if (pending.isEmpty()) {
      pending =
          Optional.of(
              resources.waiting(workspace, Integer.MAX_VALUE).stream()
                  .collect(
                      Collectors.groupingBy(Change::ref, Collectors.toCollection(ArrayList::new))));
    }
    return pending.get().getOrDefault(ref, List.of());
  }

  /** Not those that a change brought up which still waits: what it finds is found again. */
  @Override
  public Set<TreePath> held(ResourceRef ref) {
    if (conflicts.isEmpty()) {
      conflicts = Optional.of(resources.conflicts(workspace));
    }
    return conflicts.get().stream()
        .filter(it -> it.ref().equals(ref))
        .filter(it -> it.decision() == Decision.HELD && !it.isDeletion())
        .filter(it -> pending(ref).stream().noneMatch(change -> isOf(it, change)))
        .map(OpenConflict::field)
        .collect(Collectors.toSet());
  }

  private static boolean isOf(OpenConflict conflict, Change change) {
    return conflict.change().equals(Optional.of(change.id()));
  }

  @Override
  public int count(ResourceKind kind) {
    return all(kind).size();
  }

  private Map<Slug, Resource> all(ResourceKind kind) {
    return kinds.computeIfAbsent(
        kind,
        it ->
            resources.list(workspace, it).stream()
                .map(StoredResource::resource)
                .collect(Collectors.toMap(resource -> resource.ref().slug(), r -> r)));
  }
}
