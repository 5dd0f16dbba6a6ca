package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources behind a gate. */
record GatedResources(Resources resources, Gate gate) implements Resources {

  @Override
  public Optional<StoredResource> find(WorkspaceId workspace, ResourceRef ref) {
    return gate.call(PortCall.FIND_RESOURCE, () -> resources.find(workspace, ref));
  }

  @Override
  public Optional<StoredResource> find(WorkspaceId workspace, ResourceKind kind, String id) {
    return gate.call(PortCall.FIND_RESOURCE, () -> resources.find(workspace, kind, id));
  }

  @Override
  public List<StoredResource> list(WorkspaceId workspace, ResourceKind kind) {
    return gate.call(PortCall.LIST_RESOURCES, () -> resources.list(workspace, kind));
  }

  @Override
  public Optional<Change> accept(Edit edit) {
    return gate.call(PortCall.ACCEPT, () -> resources.accept(edit));
  }

  @Override
  public boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    return gate.call(PortCall.APPLY, () -> resources.apply(link, current, write, entry));
  }

  @Override
  public List<Change> waiting(WorkspaceId workspace, int limit) {
    return gate.call(PortCall.WAITING, () -> resources.waiting(workspace, limit));
  }

  @Override
  public Map<WorkspaceId, Instant> withWaiting() {
    return gate.call(PortCall.WAITING, resources::withWaiting);
  }

  @Override
  public Map<ResourceRef, Mapping> deleted(WorkspaceId workspace) {
    return gate.call(PortCall.DELETED, () -> resources.deleted(workspace));
  }

  @Override
  public boolean remove(Link link, StoredResource current, Activity entry) {
    return gate.call(PortCall.REMOVE, () -> resources.remove(link, current, entry));
  }

  @Override
  public List<OpenConflict> conflicts(WorkspaceId workspace) {
    return gate.call(PortCall.CONFLICTS, () -> resources.conflicts(workspace));
  }
}
