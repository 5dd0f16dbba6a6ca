package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.BitSet;
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
      if (isOfAnEdit(entry)) {
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

  private static boolean isOfAnEdit(Activity entry) {
    return entry.direction() == Direction.OUTBOUND && !entry.actor().equals(WorkspaceUser.ROOT);
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
      if (change.workspace().equals(workspace) && isByAUser(change)) {
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
      if (!isByAUser(change)) {
        continue;
      }
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

  /** What a full resync has wait is told of by its own entries as well. */
  private static boolean isByAUser(Change change) {
    return !change.author().equals(WorkspaceUser.ROOT);
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

  /** Whether the commit that an entry names is on the branch, and not only proposed. */
  private boolean isOnBranch(Activity entry) {
    return !rest.world().isProposing()
        || rest.ledger().forces() > 0
        || entry.commit().filter(it -> rest.placeOf(it) >= 0).isPresent();
  }

  /**
   * Whether an entry is of a change that came by a commit that does not name it: its file then had
   * all that the change brought, but for what somebody replaced knowingly, or what lost a conflict
   * that the log tells of. What was dropped by force can not be looked up.
   */
  private boolean hasArrived(Activity entry) {
    if (!rest.world().isProposing()) {
      return false;
    }
    int place = entry.commit().map(rest::placeOf).orElse(-1);
    return rest.ledger().forces() > 0 || (place >= 0 && isIn(place, entry));
  }

  private boolean isIn(int place, Activity entry) {
    LinkLayout layout = rest.link(workspace).layout();
    RepoPath path = entry.ref().kind().hasFile() ? layout.fileOf(entry.ref()) : layout.manifest();
    BitSet missing = Tokens.without(Tokens.in(entry.after()), Tokens.in(entry.before()));
    missing.andNot(Tokens.in(rest.log().get(place).files().getOrDefault(path, "")));
    rest.activity(workspace).stream()
        .flatMap(it -> it.conflicts().stream())
        .flatMap(it -> it.workspace().stream())
        .forEach(it -> missing.andNot(Tokens.in(it)));
    return missing.stream().allMatch(token -> rest.ledger().isReplaced(token));
  }

  /** A commit that an entry names is one of ours, for a change of this resource. */
  private void checkCommit(Activity entry) {
    if (entry.outcome() != Outcome.COMMITTED) {
      return;
    }
    Optional<Set<ChangeId>> carried =
        entry.commit().flatMap(it -> rest.ledger().deliveries().carriedBy(it));
    boolean fits =
        isOnBranch(entry)
            && carried.stream()
                .flatMap(Set::stream)
                .map(id -> rest.ledger().changes().get(id))
                .anyMatch(it -> it.ref().equals(entry.ref()) && it.after().equals(entry.after()));
    if (!fits && !hasArrived(entry)) {
      report(
          "%s of %s names a commit that does not carry it.".formatted(entry.action(), entry.ref()));
    }
  }
}
