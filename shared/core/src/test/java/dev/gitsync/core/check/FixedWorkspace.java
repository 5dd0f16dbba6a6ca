package dev.gitsync.core.check;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace in memory that keeps what it was asked. */
final class FixedWorkspace implements Workspace {

  private final List<Connector> connectors;
  private final Map<ResourceRef, Resource> resources;
  private final Map<ResourceRef, List<Change>> pending;
  private final List<String> questions = new ArrayList<>();

  FixedWorkspace(
      List<Connector> connectors,
      Map<ResourceRef, Resource> resources,
      Map<ResourceRef, List<Change>> pending) {
    this.connectors = connectors;
    this.resources = resources;
    this.pending = pending;
  }

  /** What it was asked, in order. */
  List<String> questions() {
    return questions;
  }

  @Override
  public List<Connector> connectors() {
    questions.add("connectors");
    return connectors;
  }

  @Override
  public Optional<Resource> find(ResourceRef ref) {
    questions.add("find " + ref);
    return Optional.ofNullable(resources.get(ref));
  }

  @Override
  public Map<String, Slug> modelNames() {
    questions.add("names");
    var names = new HashMap<String, Slug>();
    for (Resource resource : resources.values()) {
      if (resource instanceof Model model) {
        names.put(model.name(), model.slug());
      }
    }
    return names;
  }

  @Override
  public List<Sync> syncsOf(Slug model) {
    questions.add("syncs of " + model);
    return resources.values().stream()
        .filter(Sync.class::isInstance)
        .map(Sync.class::cast)
        .filter(it -> it.model().equals(model))
        .toList();
  }

  @Override
  public List<Change> pending(ResourceRef ref) {
    questions.add("pending " + ref);
    return pending.getOrDefault(ref, List.of());
  }

  @Override
  public int count(ResourceKind kind) {
    questions.add("count " + kind.plural());
    return (int) resources.keySet().stream().filter(it -> it.kind() == kind).count();
  }
}
