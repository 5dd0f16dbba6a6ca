package dev.gitsync.flows;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which syncs use which models. All syncs are read once, when the first model is asked for: after
 * the models themselves were read, so that a sync made later makes their deletion fail, and after
 * the syncs that go have gone.
 */
final class ModelUsers {

  private final Resources resources;
  private final WorkspaceId workspace;
  private Optional<Map<ResourceRef, ResourceRef>> users = Optional.empty();

  /** The users of a workspace's models. */
  ModelUsers(Resources resources, WorkspaceId workspace) {
    this.resources = resources;
    this.workspace = workspace;
  }

  /** A sync that uses a resource; empty where none does, or it is no model. */
  Optional<ResourceRef> of(ResourceRef ref) {
    if (ref.kind() != ResourceKind.MODEL) {
      return Optional.empty();
    }
    if (users.isEmpty()) {
      users = Optional.of(read());
    }
    return Optional.ofNullable(users.get().get(ref));
  }

  private Map<ResourceRef, ResourceRef> read() {
    var read = new HashMap<ResourceRef, ResourceRef>();
    resources
        .list(workspace, ResourceKind.SYNC)
        .forEach(sync -> sync.resource().references().forEach(it -> read.put(it, sync.ref())));
    return read;
  }
}
