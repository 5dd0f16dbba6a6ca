package dev.gitsync.flows;

import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.plan.RestorePlan.Create;
import dev.gitsync.core.plan.RestorePlan.Delete;
import dev.gitsync.core.plan.RestorePlan.Leave;
import dev.gitsync.core.plan.RestorePlan.Step;
import dev.gitsync.core.plan.RestorePlan.Unchanged;
import dev.gitsync.core.plan.RestorePlan.Update;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does the steps of a restore, each as an edit by whoever asked for it. Leaves what somebody edited
 * after that, so it can die anywhere and run again.
 */
final class Restoring {

  private static final int MOST_ATTEMPTS = 5;

  private final Resources resources;
  private final WorkspaceId workspace;
  private final RestoreRequest request;
  private @Nullable Set<ResourceRef> used;

  Restoring(Resources resources, WorkspaceId workspace, RestoreRequest request) {
    this.resources = resources;
    this.workspace = workspace;
    this.request = request;
  }

  /** What became of a step. */
  enum Outcome {
    /** The resource is what it was then, or gone as then. */
    RESTORED,
    /** It was that already. */
    NOTHING_TO_DO,
    /** It was not there then, and stays, as was planned. */
    KEPT,
    /** Somebody edited it since, or something is in the way. */
    LEFT
  }

  /**
   * Does a step.
   *
   * @throws TryLater when others edit the resource all the time
   */
  Outcome run(Step step) {
    return switch (step) {
      case Create(var then) -> edit(then.ref(), Optional.empty(), Optional.of(then));
      case Update(var current, var then) ->
          edit(then.ref(), Optional.of(current), Optional.of(then));
      case Delete(var current) ->
          isUsed(current.ref())
              ? Outcome.LEFT
              : edit(current.ref(), Optional.of(current), Optional.empty());
      case Leave leave -> Outcome.KEPT;
      case Unchanged unchanged -> Outcome.NOTHING_TO_DO;
    };
  }

  private Outcome edit(ResourceRef ref, Optional<StoredResource> planned, Optional<Resource> then) {
    Optional<StoredResource> current = planned;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (current.map(StoredResource::resource).equals(then)) {
        return Outcome.NOTHING_TO_DO;
      }
      if (isEditedSince(planned, current)) {
        return Outcome.LEFT;
      }
      if (accept(current, then)) {
        return Outcome.RESTORED;
      }
      if (then.filter(this::dangles).isPresent()) {
        return Outcome.LEFT;
      }
      current = resources.find(workspace, ref);
    }
    throw new TryLater("SYNC-001", "%s is edited all the time.".formatted(ref), null);
  }

  private boolean isEditedSince(
      Optional<StoredResource> planned, Optional<StoredResource> current) {
    boolean isDeleted = planned.isPresent() && current.isEmpty();
    return isDeleted || current.filter(it -> it.updatedAt().isAfter(request.at())).isPresent();
  }

  /** Whether something that it needs is not there, such as a model that was left. */
  private boolean dangles(Resource then) {
    return then.references().stream().anyMatch(it -> resources.find(workspace, it).isEmpty());
  }

  /** Whether a sync that came after the plan uses it. Syncs go before models. */
  private boolean isUsed(ResourceRef ref) {
    if (ref.kind() != ResourceKind.MODEL) {
      return false;
    }
    Set<ResourceRef> known = used;
    if (known == null) {
      known =
          resources.list(workspace, ResourceKind.SYNC).stream()
              .flatMap(sync -> sync.resource().references().stream())
              .collect(Collectors.toSet());
      used = known;
    }
    return known.contains(ref);
  }

  private boolean accept(Optional<StoredResource> current, Optional<Resource> then) {
    var edit =
        new Edit(
            workspace,
            request.by(),
            current,
            then,
            current.map(StoredResource::extras).orElse(Mapping.empty()),
            new Purpose.Restoration(request.commit()));
    return resources.accept(edit).isPresent();
  }
}
