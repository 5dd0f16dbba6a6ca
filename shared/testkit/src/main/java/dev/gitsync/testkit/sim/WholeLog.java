package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The activity log tells of each change once, and of each write that Git caused. */
record WholeLog(Rest rest, WorkspaceId workspace) {

  /** What tells changes apart: no two users write the same value. */
  private record Edit(ResourceRef ref, Action action, String by, Mapping before, Mapping after) {}

  void check() {
    var told = new HashMap<Edit, Integer>();
    int applied = 0;
    for (Activity entry : rest.activity(workspace)) {
      if (entry.outcome() == Outcome.APPLIED) {
        applied++;
      }
      if (entry.direction() == Direction.OUTBOUND && !entry.actor().equals(WorkspaceUser.ROOT)) {
        told.merge(edit(entry), 1, Integer::sum);
        checkCommit(entry);
      }
    }
    compare(told, happened());
    if (applied != rest.ledger().appliedIn(workspace)) {
      report(
          "The log tells of %d writes that Git caused, and there were %d."
              .formatted(applied, rest.ledger().appliedIn(workspace)));
    }
  }

  private void report(String text) {
    rest.ledger().report(Kind.WRONG_LOG, workspace + ": " + text);
  }

  private static Edit edit(Activity entry) {
    return new Edit(
        entry.ref(), entry.action(), entry.actor().name(), entry.before(), entry.after());
  }

  private Map<Edit, Integer> happened() {
    var happened = new HashMap<Edit, Integer>();
    for (Change change : rest.ledger().changes().values()) {
      if (change.workspace().equals(workspace)) {
        var edit =
            new Edit(
                change.ref(),
                change.action(),
                change.author().name(),
                change.before(),
                change.after());
        happened.merge(edit, 1, Integer::sum);
      }
    }
    for (Change change : rest.world().store().waiting(workspace, Integer.MAX_VALUE)) {
      var edit =
          new Edit(
              change.ref(),
              change.action(),
              change.author().name(),
              change.before(),
              change.after());
      happened.merge(edit, -1, Integer::sum);
    }
    return happened;
  }

  private void compare(Map<Edit, Integer> told, Map<Edit, Integer> happened) {
    happened.forEach(
        (edit, times) -> {
          int entries = told.getOrDefault(edit, 0);
          if (entries != times) {
            report(
                "%s of %s to %s was made %d times and is told of %d times."
                    .formatted(edit.action(), edit.ref(), edit.after(), times, entries));
          }
        });
    if (!happened.keySet().containsAll(told.keySet())) {
      report("The log tells of an edit that nobody made.");
    }
  }

  /** A commit that an entry names is one of ours, for a change of this resource. */
  private void checkCommit(Activity entry) {
    if (entry.outcome() != Outcome.COMMITTED) {
      return;
    }
    Optional<Set<ChangeId>> carried =
        entry.commit().flatMap(it -> rest.ledger().deliveries().carriedBy(it));
    boolean fits =
        carried.stream()
            .flatMap(Set::stream)
            .map(id -> rest.ledger().changes().get(id))
            .anyMatch(it -> it.ref().equals(entry.ref()) && it.after().equals(entry.after()));
    if (!fits) {
      report(
          "%s of %s names a commit that does not carry it.".formatted(entry.action(), entry.ref()));
    }
  }
}
