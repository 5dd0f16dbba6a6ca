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

/** Resources that do what others do, but for what an implementation does otherwise. */
interface ForwardingResources extends Resources {

  /** The others. */
  Resources resources();

  @Override
  default Optional<StoredResource> find(WorkspaceId workspace, ResourceRef ref) {
    return resources().find(workspace, ref);
  }

  @Override
  default Optional<StoredResource> find(WorkspaceId workspace, ResourceKind kind, String id) {
    return resources().find(workspace, kind, id);
  }

  @Override
  default List<StoredResource> list(WorkspaceId workspace, ResourceKind kind) {
    return resources().list(workspace, kind);
  }

  @Override
  default Optional<Change> accept(Edit edit) {
    return resources().accept(edit);
  }

  @Override
  default boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    return resources().apply(link, current, write, entry);
  }

  @Override
  default List<Change> waiting(WorkspaceId workspace, int limit) {
    return resources().waiting(workspace, limit);
  }

  @Override
  default Map<WorkspaceId, Instant> withWaiting() {
    return resources().withWaiting();
  }

  @Override
  default Map<ResourceRef, Mapping> deleted(WorkspaceId workspace) {
    return resources().deleted(workspace);
  }

  @Override
  default boolean remove(Link link, StoredResource current, Activity entry) {
    return resources().remove(link, current, entry);
  }

  @Override
  default List<OpenConflict> conflicts(WorkspaceId workspace) {
    return resources().conflicts(workspace);
  }
}
