package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.plan.ResyncPlan;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Writes the entries of the activity log: gives them their time and an id that sorts by it. */
public final class Journal {

  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicInteger counter = new AtomicInteger();

  /** A journal by this clock. */
  public Journal(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The time it is. */
  Instant now() {
    return clock.instant();
  }

  /** The entry of a change of the workspace that arrived in Git. */
  public Activity outbound(
      Change change,
      Outcome outcome,
      Optional<CommitId> commit,
      List<Conflict> conflicts,
      Optional<CommitId> tip) {
    return entry(
        change.workspace(),
        Direction.OUTBOUND,
        change.author(),
        new Edit(change.ref(), change.name(), change.action(), change.before(), change.after()),
        outcome,
        new Place(commit, tip),
        conflicts);
  }

  /** The entry of a deletion in the workspace that waits for somebody's word. */
  Activity asked(Change change) {
    return outbound(change, Outcome.ASKED, Optional.empty(), List.of(), Optional.empty());
  }

  /** The entry of a file that a full resync has written. */
  Activity resynced(WorkspaceId workspace, ResyncPlan.Write write, Person by, CommitId commit) {
    Optional<CommitId> place = Optional.of(commit);
    return resynced(workspace, write, by, Outcome.COMMITTED, new Place(place, place), List.of());
  }

  /** The entry of a file that a full resync is about to overwrite on this tip. */
  Activity overruled(WorkspaceId workspace, ResyncPlan.Write write, Person by, CommitId tip) {
    return resynced(
        workspace,
        write,
        by,
        Outcome.OVERRULED,
        new Place(Optional.empty(), Optional.of(tip)),
        write.file().conflicts());
  }

  private Activity resynced(
      WorkspaceId workspace,
      ResyncPlan.Write write,
      Person by,
      Outcome outcome,
      Place place,
      List<Conflict> conflicts) {
    Mapping document = write.resource().document();
    boolean isNew = write.kind() == ResyncPlan.Kind.CREATE;
    var edit =
        new Edit(
            write.resource().ref(),
            write.resource().name(),
            isNew ? Action.CREATE : Action.UPDATE,
            isNew ? Mapping.empty() : document,
            document);
    return entry(workspace, Direction.OUTBOUND, by, edit, outcome, place, conflicts);
  }

  /**
   * The entry of a file that the workspace takes over.
   *
   * @param from the resource that it was, where its file was given another name
   */
  public Activity inbound(
      WorkspaceId workspace, ResourceWrite write, Touch touch, Optional<ResourceRef> from) {
    Resource after = write.after();
    var edit =
        new Edit(after.ref(), after.name(), write.action(), write.before(), after.document());
    Activity entry =
        entry(
            workspace,
            Direction.INBOUND,
            touch.actor(),
            edit,
            Outcome.APPLIED,
            touch.place(),
            write.conflicts());
    return from.map(it -> renamed(entry, it)).orElse(entry);
  }

  /**
   * The entry of a file that the workspace does not follow.
   *
   * @param change one of those that the file is in conflict with
   * @param document what the workspace says
   */
  Activity overruled(
      WorkspaceId workspace,
      Change change,
      Mapping document,
      Touch touch,
      List<Conflict> conflicts) {
    return entry(
        workspace,
        Direction.INBOUND,
        touch.actor(),
        new Edit(change.ref(), change.name(), Action.UPDATE, document, document),
        Outcome.OVERRULED,
        touch.place(),
        conflicts);
  }

  private static Activity renamed(Activity entry, ResourceRef from) {
    return new Activity(
        entry.id(),
        entry.workspace(),
        entry.direction(),
        entry.at(),
        entry.actor(),
        entry.ref(),
        entry.name(),
        entry.action(),
        entry.outcome(),
        entry.commit(),
        entry.before(),
        entry.after(),
        entry.conflicts(),
        entry.tip(),
        Optional.of(from));
  }

  /**
   * The entry of a file that was deleted.
   *
   * @param outcome what became of its resource
   */
  public Activity fileDeleted(
      WorkspaceId workspace,
      StoredResource stored,
      Outcome outcome,
      Touch touch,
      List<Conflict> conflicts) {
    Mapping document = stored.resource().document();
    Mapping after = outcome == Outcome.APPLIED ? Mapping.empty() : document;
    return entry(
        workspace,
        Direction.INBOUND,
        touch.actor(),
        new Edit(stored.ref(), stored.resource().name(), Action.DELETE, document, after),
        outcome,
        touch.place(),
        conflicts);
  }

  /**
   * Who touched a file last, and where.
   *
   * @param tip where the branch pointed when it was read
   */
  public record Touch(Person actor, CommitId commit, CommitId tip) {
    private Place place() {
      return new Place(Optional.of(commit), Optional.of(tip));
    }
  }

  /** The commit that carried an edit, and where the branch pointed then. */
  private record Place(Optional<CommitId> commit, Optional<CommitId> tip) {}

  /** What was done to what. */
  private record Edit(ResourceRef ref, String name, Action action, Mapping before, Mapping after) {}

  private Activity entry(
      WorkspaceId workspace,
      Direction direction,
      Person actor,
      Edit edit,
      Outcome outcome,
      Place place,
      List<Conflict> conflicts) {
    Instant now = clock.instant();
    return new Activity(
        id(now),
        workspace,
        direction,
        now,
        actor,
        edit.ref(),
        edit.name(),
        edit.action(),
        outcome,
        place.commit(),
        edit.before(),
        edit.after(),
        conflicts,
        place.tip(),
        Optional.empty());
  }

  private String id(Instant now) {
    return String.format(
        Locale.ROOT,
        "%013d-%06d-%08x",
        now.toEpochMilli(),
        Math.floorMod(counter.getAndIncrement(), 1_000_000),
        random.nextInt());
  }
}
