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
      Change change, Outcome outcome, Optional<CommitId> commit, List<Conflict> conflicts) {
    Instant now = clock.instant();
    return new Activity(
        id(now),
        change.workspace(),
        Direction.OUTBOUND,
        now,
        change.author(),
        change.ref(),
        change.name(),
        change.action(),
        outcome,
        commit,
        change.before(),
        change.after(),
        conflicts);
  }

  /** The entry of a file that a full resync wrote. */
  Activity resynced(
      WorkspaceId workspace, ResyncPlan.Write write, Person by, Optional<CommitId> commit) {
    Instant now = clock.instant();
    Mapping document = write.resource().document();
    return new Activity(
        id(now),
        workspace,
        Direction.OUTBOUND,
        now,
        by,
        write.resource().ref(),
        write.resource().name(),
        write.kind() == ResyncPlan.Kind.CREATE ? Action.CREATE : Action.UPDATE,
        Outcome.COMMITTED,
        commit,
        write.kind() == ResyncPlan.Kind.CREATE ? Mapping.empty() : document,
        document,
        write.file().conflicts());
  }

  /** The entry of a file that the workspace takes over. */
  public Activity inbound(
      WorkspaceId workspace, ResourceWrite write, Person actor, CommitId commit) {
    Instant now = clock.instant();
    return new Activity(
        id(now),
        workspace,
        Direction.INBOUND,
        now,
        actor,
        write.after().ref(),
        write.after().name(),
        write.action(),
        Outcome.APPLIED,
        Optional.of(commit),
        write.before(),
        write.after().document(),
        write.conflicts());
  }

  /** The entry of a file that was deleted, while its resource stays. */
  public Activity kept(
      WorkspaceId workspace, StoredResource resource, Person actor, CommitId commit) {
    Instant now = clock.instant();
    Mapping document = resource.resource().document();
    return new Activity(
        id(now),
        workspace,
        Direction.INBOUND,
        now,
        actor,
        resource.ref(),
        resource.resource().name(),
        Action.DELETE,
        Outcome.RESOURCE_KEPT,
        Optional.of(commit),
        document,
        document,
        List.of());
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
