package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.testkit.InMemoryGit.Commit;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What really happened, whatever the stores and logs say: every edit that was accepted on either
 * side, and what became of the branch.
 */
final class Ledger {

  /** On which side an edit was made. */
  enum Side {
    WORKSPACE,
    GIT
  }

  /**
   * Where a token came from.
   *
   * @param place the resource as {@code models/orders}, as the last two parts of its file's path
   * @param step of the run
   */
  record Birth(int token, Side side, String place, String by, int step) {}

  /**
   * A resource that was deleted in a workspace.
   *
   * @param read up to where the workspace had read
   * @param taken the commit that had last changed the resource, if one had: a run may be past it
   *     that has not come to its end
   * @param forces how many force pushes there had been
   */
  record Deletion(Optional<CommitId> read, Optional<CommitId> taken, int forces) {}

  record Place(WorkspaceId workspace, ResourceRef ref) {}

  private final Map<ChangeId, Change> changes = new LinkedHashMap<>();
  private final Map<Integer, Birth> traced = new TreeMap<>();
  private final BitSet known = new BitSet();
  private final BitSet replaced = new BitSet();
  private final BitSet dropped = new BitSet();
  private final Set<String> editedInGit = new HashSet<>();
  private final Map<Place, Deletion> deletions = new HashMap<>();
  private final Map<WorkspaceId, Integer> applied = new HashMap<>();
  private final Map<Place, CommitId> taken = new HashMap<>();
  private final Deliveries deliveries = new Deliveries();
  private final Proposals proposals = new Proposals();
  private final List<Violation> violations = new ArrayList<>();
  private Optional<CommitId> tip = Optional.empty();
  private int forces;
  private int atTheStart;
  private int step;

  void begin(int nextStep) {
    atTheStart = step == 0 ? changes.size() : atTheStart;
    step = nextStep;
  }

  /** The workspace took an edit. */
  void accepted(Change change, Optional<CommitId> read) {
    changes.put(change.id(), change);
    BitSet after = Tokens.in(change.after());
    // Nobody who asks for a full resync has seen what it will overwrite.
    boolean isEdit = !change.author().equals(WorkspaceUser.ROOT);
    BitSet before = isEdit ? Tokens.in(change.before()) : after;
    trace(before, after, Side.WORKSPACE, place(change.ref()), change.author().name());
    var where = new Place(change.workspace(), change.ref());
    if (change.action() == Action.DELETE) {
      var from = Optional.ofNullable(taken.get(where));
      deletions.put(where, new Deletion(read, from, forces));
    } else if (change.action() == Action.CREATE) {
      deletions.remove(where);
    }
  }

  /** Somebody moved the branch. */
  void moved(Optional<CommitId> to) {
    tip = to;
  }

  /** The branch is here now: nobody may have moved it but those whom we know. */
  void expect(Optional<CommitId> at) {
    if (!at.equals(tip)) {
      report(Kind.FORCED, "The branch was moved, over what others had pushed.");
      tip = at;
    }
  }

  /** Somebody pushed a file. */
  void committed(String path, String before, String after, String by) {
    trace(Tokens.in(before), Tokens.in(after), Side.GIT, place(path), by);
    editedInGit.add(place(path));
  }

  private static String place(String path) {
    String bare = path.replaceFirst("\\.yaml$", "");
    int folder = bare.lastIndexOf('/', bare.lastIndexOf('/') - 1);
    return bare.substring(folder + 1);
  }

  private void trace(BitSet before, BitSet after, Side side, String place, String by) {
    replaced.or(Tokens.without(before, after));
    BitSet born = Tokens.without(Tokens.without(after, before), known);
    born.stream().forEach(it -> traced.put(it, new Birth(it, side, place, by, step)));
    known.or(after);
  }

  /** Somebody else force-pushed. */
  void forced(BitSet before, BitSet after) {
    dropped.or(Tokens.without(before, after));
    forces++;
  }

  /** The workspace took what a file says. */
  void applied(Activity entry) {
    applied.merge(entry.workspace(), 1, Integer::sum);
    entry.commit().ifPresent(it -> taken.put(new Place(entry.workspace(), entry.ref()), it));
  }

  /** We pushed a commit. */
  void pushed(CommitId id, String message) {
    tip = Optional.of(id);
    // What somebody's force push has dropped may be delivered again, beside what came later.
    deliveries
        .note(id, message, changes)
        .filter(it -> forces == 0)
        .ifPresent(it -> report(Kind.WRONG_COMMITS, it));
  }

  /** We put a commit on a branch of ours. */
  void proposed(String branch, CommitId id, String message) {
    proposals
        .note(branch, id, message, changes)
        .filter(it -> forces == 0)
        .ifPresent(it -> report(Kind.WRONG_COMMITS, it));
  }

  /**
   * Somebody merged a branch of ours.
   *
   * @param came the commits that the other branch has by it
   * @param by the one commit that brings all of it; empty where there are several
   */
  void merged(String branch, List<Commit> came, Optional<Commit> by) {
    moved(Optional.of(came.getLast().id()));
    came.forEach(it -> deliveries.bring(it.id(), it.message(), changes));
    proposals
        .merged(branch, by)
        .forEach(it -> committed(it.path(), it.before(), it.after(), Reviewer.RITA.name()));
  }

  void report(Kind kind, String text) {
    violations.add(new Violation(kind, text));
  }

  /** Does something that must not throw. */
  void guard(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      report(Kind.FAULT, Functions.trace(e));
    }
  }

  Optional<Violation> violation() {
    return violations.stream().findFirst();
  }

  Map<ChangeId, Change> changes() {
    return changes;
  }

  /** The tokens whose fate is not settled. */
  Map<Integer, Birth> traced() {
    return traced;
  }

  /** Whether somebody who saw a token wrote something else there. */
  boolean isReplaced(int token) {
    return replaced.get(token);
  }

  /** Whether somebody else's force push dropped it. */
  boolean isDropped(int token) {
    return dropped.get(token);
  }

  /** Whether a resource was deleted in a workspace, or made there while people edited its file. */
  boolean isContested(String place) {
    return isChanged(place, Action.DELETE)
        || (isChanged(place, Action.CREATE) && editedInGit.contains(place));
  }

  private boolean isChanged(String place, Action action) {
    return changes.values().stream()
        .skip(atTheStart)
        .anyMatch(it -> it.action() == action && place(it.ref()).equals(place));
  }

  /** A resource as in {@link Birth#place}. */
  static String place(ResourceRef ref) {
    return ref.kind().plural() + "/" + ref.slug();
  }

  Map<Place, Deletion> deletions() {
    return deletions;
  }

  int appliedIn(WorkspaceId workspace) {
    return applied.getOrDefault(workspace, 0);
  }

  Proposals proposals() {
    return proposals;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /** How many force pushes by somebody else there were. */
  int forces() {
    return forces;
  }
}
