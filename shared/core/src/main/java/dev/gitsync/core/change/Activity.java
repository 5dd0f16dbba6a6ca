package dev.gitsync.core.change;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An edit that arrived: who changed what, when, in which direction, with which commit.
 *
 * @param id sorts by time within the workspace
 * @param at when it arrived
 * @param commit the commit that carried it; for one that needed none, the tip it was found in
 * @param before the resource's document before; empty when it was created
 * @param after the resource's document after; empty when it was deleted
 * @param conflicts what both sides had changed, and how each would have it
 * @param tip where the branch pointed once this had happened
 * @param renamedFrom the resource that this one was before, where somebody gave its file another
 *     name
 */
public record Activity(
    String id,
    WorkspaceId workspace,
    Direction direction,
    Instant at,
    Person actor,
    ResourceRef ref,
    String name,
    Action action,
    Outcome outcome,
    Optional<CommitId> commit,
    Mapping before,
    Mapping after,
    List<Conflict> conflicts,
    Optional<CommitId> tip,
    Optional<ResourceRef> renamedFrom) {

  public Activity {
    conflicts = List.copyOf(conflicts);
  }

  /** What became of it. */
  public enum Outcome {
    /** A commit on the branch carries it. */
    COMMITTED,
    /** The workspace has taken it over. */
    APPLIED,
    /** The file says so already, or does not speak of what changed: no commit was needed. */
    NOTHING_TO_DO,
    /** The file says something else, and the workspace's value counts. */
    OVERRULED,
    /** The resource was deleted in the workspace; its file stays, as the deletion policy says. */
    FILE_KEPT,
    /** The file was deleted; the resource stays, as the deletion policy says. */
    RESOURCE_KEPT,
    /** It waits until somebody says that the deletion is meant. */
    ASKED
  }
}
