package dev.gitsync.core.check;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A workspace whose resources were listed. Edits on their way to the branch are not known. */
public final class ListedWorkspace implements Workspace {

  private final Map<ResourceRef, Resource> resources;
  private final Map<ResourceRef, Unfiled> unfiled;
  private final Map<String, Slug> names;
  private final Map<Slug, List<Sync>> users;

  /**
   * The workspace that has these, and nothing else.
   *
   * @throws IllegalStateException when two have the same reference
   */
  public ListedWorkspace(Collection<? extends Resource> resources, Collection<Unfiled> unfiled) {
    this.resources = resources.stream().collect(toMap(Resource::ref, it -> it));
    this.unfiled = unfiled.stream().collect(toMap(Unfiled::ref, it -> it));
    this.names = names();
    this.users = all(Sync.class).sorted(comparing(Sync::ref)).collect(groupingBy(Sync::model));
  }

  private <T extends Resource> Stream<T> all(Class<T> type) {
    return resources.values().stream().filter(type::isInstance).map(type::cast);
  }

  private Map<String, Slug> names() {
    var all = new ModelNames();
    all(Model.class).forEach(it -> all.add(it.name(), it.slug()));
    unfiled.values().stream()
        .filter(it -> it.ref().kind() == ResourceKind.MODEL)
        .forEach(it -> all.add(it.name(), it.ref().slug()));
    return all.unique();
  }

  @Override
  public List<Connector> connectors() {
    return all(Connector.class).toList();
  }

  @Override
  public Optional<Resource> find(ResourceRef ref) {
    return Optional.ofNullable(resources.get(ref));
  }

  @Override
  public Optional<Unfiled> unfiled(ResourceRef ref) {
    return Optional.ofNullable(unfiled.get(ref));
  }

  @Override
  public Map<String, Slug> modelNames() {
    return names;
  }

  @Override
  public List<Sync> syncsOf(Slug model) {
    return users.getOrDefault(model, List.of());
  }

  @Override
  public List<Change> pending(ResourceRef ref) {
    return List.of();
  }

  @Override
  public int count(ResourceKind kind) {
    return (int)
        Stream.concat(resources.keySet().stream(), unfiled.keySet().stream())
            .filter(it -> it.kind() == kind)
            .count();
  }
}
