package dev.gitsync.core.check;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.TreePath;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A workspace that is asked nothing twice. */
final class KnownWorkspace implements Workspace {

  private final Workspace asked;
  private Optional<List<Connector>> connectors = Optional.empty();
  private Optional<Map<String, Slug>> names = Optional.empty();
  private final Map<ResourceRef, Optional<Resource>> found = new HashMap<>();
  private final Map<Slug, List<Sync>> syncs = new HashMap<>();
  private final Map<ResourceKind, Integer> counts = new EnumMap<>(ResourceKind.class);

  KnownWorkspace(Workspace asked) {
    this.asked = asked;
  }

  @Override
  public List<Connector> connectors() {
    if (connectors.isEmpty()) {
      connectors = Optional.of(asked.connectors());
    }
    return connectors.get();
  }

  /** The slugs of all sources, or of all destinations. */
  Set<Slug> slugs(ResourceKind kind) {
    return connectors().stream()
        .map(Connector::ref)
        .filter(ref -> ref.kind() == kind)
        .map(ResourceRef::slug)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Resource> find(ResourceRef ref) {
    return found.computeIfAbsent(ref, asked::find);
  }

  /** Costs no read, so not kept. */
  @Override
  public Optional<Unfiled> unfiled(ResourceRef ref) {
    return asked.unfiled(ref);
  }

  @Override
  public Map<String, Slug> modelNames() {
    if (names.isEmpty()) {
      names = Optional.of(asked.modelNames());
    }
    return names.get();
  }

  @Override
  public List<Sync> syncsOf(Slug model) {
    return syncs.computeIfAbsent(model, asked::syncsOf);
  }

  /** Asked once for each file, so not kept. */
  @Override
  public List<Change> pending(ResourceRef ref) {
    return asked.pending(ref);
  }

  @Override
  public Set<TreePath> held(ResourceRef ref) {
    return asked.held(ref);
  }

  @Override
  public int count(ResourceKind kind) {
    return counts.computeIfAbsent(kind, asked::count);
  }
}
