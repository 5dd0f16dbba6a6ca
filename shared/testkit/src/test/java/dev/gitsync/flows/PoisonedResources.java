package dev.gitsync.flows;

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

/**
 * Resources of which one brings out an error of ours: its changes lack their names, and writing it
 * fails in a way that nobody expects.
 */
final class PoisonedResources implements Resources {

  private final Resources sound;
  private Optional<ResourceRef> poisoned = Optional.empty();

  PoisonedResources(Resources sound) {
    this.sound = sound;
  }

  void poison(Optional<ResourceRef> ref) {
    poisoned = ref;
  }

  private boolean isPoisoned(ResourceRef ref) {
    return poisoned.filter(ref::equals).isPresent();
  }

  @Override
  public List<Change> waiting(WorkspaceId workspace, int limit) {
    return sound.waiting(workspace, limit).stream()
        .map(change -> isPoisoned(change.ref()) ? senseless(change) : change)
        .toList();
  }

  @SuppressWarnings("NullAway") // as nobody expects it
  private static Change senseless(Change change) {
    return new Change(
        change.id(),
        change.workspace(),
        change.sequence(),
        change.at(),
        change.author(),
        change.ref(),
        null,
        change.action(),
        change.before(),
        change.after(),
        change.purpose());
  }

  @Override
  public boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    if (isPoisoned(write.after().ref())) {
      throw new IllegalStateException("Nobody expects this.");
    }
    return sound.apply(link, current, write, entry);
  }

  @Override
  public Optional<StoredResource> find(WorkspaceId workspace, ResourceRef ref) {
    return sound.find(workspace, ref);
  }

  @Override
  public Optional<StoredResource> find(WorkspaceId workspace, ResourceKind kind, String id) {
    return sound.find(workspace, kind, id);
  }

  @Override
  public List<StoredResource> list(WorkspaceId workspace, ResourceKind kind) {
    return sound.list(workspace, kind);
  }

  @Override
  public Optional<Change> accept(Edit edit) {
    if (isPoisoned(edit.ref())) {
      throw new IllegalStateException("Nobody expects this.");
    }
    return sound.accept(edit);
  }

  @Override
  public Map<WorkspaceId, Instant> withWaiting() {
    return sound.withWaiting();
  }

  @Override
  public Map<ResourceRef, Mapping> deleted(WorkspaceId workspace) {
    return sound.deleted(workspace);
  }

  @Override
  public boolean remove(Link link, StoredResource current, Activity entry) {
    return sound.remove(link, current, entry);
  }

  @Override
  public List<OpenConflict> conflicts(WorkspaceId workspace) {
    return sound.conflicts(workspace);
  }
}
