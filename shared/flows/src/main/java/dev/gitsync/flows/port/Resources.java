package dev.gitsync.flows.port;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resources of workspaces. What a read returns is what the last write left; each write is
 * conditional on the revision that was read.
 */
public interface Resources {

  /** One resource. */
  Optional<StoredResource> find(WorkspaceId workspace, ResourceRef ref);

  /** The resource of a kind that has this id. */
  Optional<StoredResource> find(WorkspaceId workspace, ResourceKind kind, String id);

  /** All of a kind, by slug. */
  List<StoredResource> list(WorkspaceId workspace, ResourceKind kind);

  /**
   * Takes over an edit that a user made, together with the change that is to become a commit.
   *
   * <p>A deletion fails also when something began to refer to the resource after it was read. What
   * did so before is for the caller to look for, and only once the resource was read.
   *
   * @return empty when somebody else was faster
   */
  Optional<Change> accept(Edit edit);

  /**
   * Takes over what a file says, together with its entry in the activity log, provided that the
   * link is still the one that was read. Makes no change that waits.
   *
   * @param current what was read; empty to create
   * @return whether it was taken; false when somebody else was faster with the resource or the link
   */
  boolean apply(Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry);

  /** The changes of a workspace that wait, oldest first, at most {@code limit}. */
  List<Change> waiting(WorkspaceId workspace, int limit);

  /** The workspaces that have changes waiting, and since when the oldest of each waits. */
  Map<WorkspaceId, Instant> withWaiting();

  /**
   * Resources that were deleted and have not come back since, each with its document at that time.
   */
  Map<ResourceRef, Mapping> deleted(WorkspaceId workspace);

  /**
   * Deletes a resource because its file was deleted, together with the entry in the activity log,
   * provided that the link is still the one that was read. Makes no change that waits.
   *
   * @param current what was read, and that nothing was then found to refer to
   * @return whether it was deleted; false when somebody else was faster with the resource or the
   *     link, or began to refer to the resource
   */
  boolean remove(Link link, StoredResource current, Activity entry);

  /** The conflicts that are kept, by resource and field. */
  List<OpenConflict> conflicts(WorkspaceId workspace);

  /**
   * An edit by a user.
   *
   * @param current what was read; empty to create
   * @param after what it is to be; empty to delete
   * @param extras what the API carries and files do not
   * @param purpose what it is made for
   */
  record Edit(
      WorkspaceId workspace,
      Person author,
      Optional<StoredResource> current,
      Optional<Resource> after,
      Mapping extras,
      Purpose purpose) {

    /** An edit like any other. */
    public Edit(
        WorkspaceId workspace,
        Person author,
        Optional<StoredResource> current,
        Optional<Resource> after,
        Mapping extras) {
      this(workspace, author, current, after, extras, Purpose.EDIT);
    }

    /** Changes nothing, but has the resource's file written again where it is not there. */
    public static Edit recreation(WorkspaceId workspace, Person author, StoredResource current) {
      return new Edit(
          workspace,
          author,
          Optional.of(current),
          Optional.of(current.resource()),
          current.extras(),
          new Purpose.Recreation());
    }

    public Edit {
      if (current.isEmpty() && after.isEmpty()) {
        throw new IllegalArgumentException("An edit has something before or after it.");
      }
    }

    /** What is edited. */
    public ResourceRef ref() {
      return named().ref();
    }

    /** The change that it makes. */
    public Change change(ChangeId id, long sequence, Instant at) {
      return new Change(
          id,
          workspace,
          sequence,
          at,
          author,
          ref(),
          named().name(),
          action(),
          before(),
          after.map(Resource::trackedDocument).orElse(Mapping.empty()),
          purpose);
    }

    /**
     * What the resource was; where a conflict is decided, with what Git said of the field: the
     * decision is what differs from that, so it counts on both sides. Where a file is overwritten,
     * what the file said, for the same reason.
     */
    private Mapping before() {
      Mapping present = current.map(it -> it.resource().trackedDocument()).orElse(Mapping.empty());
      return switch (purpose) {
        case Purpose.Resolution(var field, var git) ->
            git.map(it -> present.with(field, it)).orElseGet(() -> present.without(field));
        case Purpose.Overwriting(var git) -> git;
        default -> present;
      };
    }

    private Action action() {
      if (current.isEmpty()) {
        return Action.CREATE;
      }
      return after.isEmpty() ? Action.DELETE : Action.UPDATE;
    }

    private Resource named() {
      return after.or(() -> current.map(StoredResource::resource)).orElseThrow();
    }
  }
}
