package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.change.Purpose.Edit;
import dev.gitsync.core.change.Purpose.Overwriting;
import dev.gitsync.core.change.Purpose.Recreation;
import dev.gitsync.core.change.Purpose.Resolution;
import dev.gitsync.core.change.Purpose.Restoration;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.Finding;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Resources;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conflicts of a link while a run is under way: those that are kept, and what the run makes of
 * them. Costs one query where some are kept, and nothing where none are.
 */
final class ConflictBook {

  private final Map<String, OpenConflict> kept;
  private final Map<String, OpenConflict> opened = new LinkedHashMap<>();

  /** What was kept and is found again. */
  private final Map<String, OpenConflict> confirmed = new HashMap<>();

  private final Map<String, OpenConflict> closed = new LinkedHashMap<>();

  private ConflictBook(Map<String, OpenConflict> kept) {
    this.kept = kept;
  }

  /** Opens the book of a link. */
  static ConflictBook of(Resources resources, Link link) {
    var kept = new LinkedHashMap<String, OpenConflict>();
    if (link.state().openConflicts() > 0) {
      resources.conflicts(link.workspace()).forEach(it -> kept.put(it.id(), it));
    }
    return new ConflictBook(kept);
  }

  /**
   * The fields of a resource that wait for somebody's decision. Not those that a change brought up
   * which still waits: an earlier run may have died before its push, and what it found is found
   * again, if it is so still.
   *
   * @param pending changes of the resource that wait
   */
  Set<TreePath> held(ResourceRef ref, List<Change> pending) {
    return heldOf(ref, pending).map(OpenConflict::field).collect(Collectors.toSet());
  }

  private Stream<OpenConflict> heldOf(ResourceRef ref, List<Change> pending) {
    return kept.values().stream()
        .filter(it -> it.ref().equals(ref) && it.decision() == Decision.HELD && !it.isDeletion())
        .filter(it -> pending.stream().noneMatch(change -> isFoundWith(change, it)));
  }

  /** Deletions that wait for somebody's word. */
  List<OpenConflict> deletions() {
    return kept.values().stream().filter(OpenConflict::isDeletion).toList();
  }

  /**
   * What is known to have been in conflict with a change that an earlier run has delivered. Of
   * several changes of a field only one conflict is kept, with the last of them: it is told with
   * the earlier ones too, each of which has met the same value of Git's.
   *
   * @param later changes of the resource that came after it
   */
  List<Conflict> of(Change change, List<Change> later) {
    Stream<Conflict> own =
        kept.values().stream().filter(it -> isFoundWith(change, it)).map(OpenConflict::conflict);
    Stream<Conflict> joint =
        kept.values().stream()
            .filter(it -> later.stream().anyMatch(after -> isFoundWith(after, it)))
            .map(OpenConflict::conflict)
            .filter(it -> edits(change, it.field()))
            .map(it -> of(change, it));
    return Stream.concat(own, joint).toList();
  }

  private static boolean edits(Change change, TreePath field) {
    return !change.before().get(field).equals(change.after().get(field));
  }

  private static Conflict of(Change change, Conflict joint) {
    var workspace = change.after().get(joint.field());
    return new Conflict(joint.field(), workspace, joint.git(), joint.position());
  }

  /** Takes down what was found when changes met what a file says. */
  void found(List<Finding> findings, Optional<CommitId> tip, Instant now) {
    for (Finding it : findings) {
      Optional<ChangeId> change = Optional.of(it.change().id());
      ResourceRef ref = it.change().ref();
      var conflict = new OpenConflict(ref, it.conflict(), it.decision(), now, tip, change);
      OpenConflict earlier = opened.getOrDefault(conflict.id(), confirmed.get(conflict.id()));
      if (earlier == null && isKnown(it)) {
        confirmed.put(conflict.id(), conflict);
        continue;
      }
      open(earlier == null ? conflict : with(conflict, together(earlier, conflict)));
    }
  }

  /** Whether all of this was taken down before, just so: nothing of it need be told again. */
  boolean areKnown(List<Finding> findings) {
    return findings.stream().allMatch(this::isKnown);
  }

  private boolean isKnown(Finding finding) {
    return kept.values().stream()
        .filter(it -> !closed.containsKey(it.id()) && isFoundWith(finding.change(), it))
        .anyMatch(
            it ->
                it.decision() == finding.decision()
                    && it.ref().equals(finding.change().ref())
                    && says(it.conflict(), finding.conflict()));
  }

  /** Where in the file it is does not matter. */
  private static boolean says(Conflict one, Conflict other) {
    return one.field().equals(other.field())
        && one.workspace().equals(other.workspace())
        && one.git().equals(other.git());
  }

  /** Of several changes of a field, the first has met what Git said, the last is what counts. */
  private static Conflict together(OpenConflict first, OpenConflict last) {
    return new Conflict(
        first.field(),
        last.conflict().workspace(),
        first.conflict().git(),
        first.conflict().position());
  }

  /** Whether a change was found to be in conflict before. */
  boolean isFound(Change change) {
    return kept.values().stream().anyMatch(it -> isFoundWith(change, it));
  }

  /** Takes down a conflict. */
  void open(OpenConflict conflict) {
    closed.remove(conflict.id());
    opened.put(conflict.id(), conflict);
  }

  /** Takes down that a conflict is none any more. */
  void close(OpenConflict conflict) {
    opened.remove(conflict.id());
    if (kept.containsKey(conflict.id())) {
      closed.put(conflict.id(), conflict);
    }
  }

  /**
   * Looks at the held fields of a resource once both sides are known: where they say the same, the
   * conflict is over; where Git says something new, that is taken down.
   */
  void compare(ResourceRef ref, List<Change> pending, Mapping workspace, Mapping git) {
    for (OpenConflict conflict : heldOf(ref, pending).toList()) {
      var ours = workspace.get(conflict.field());
      var theirs = git.get(conflict.field());
      if (ours.equals(theirs)) {
        close(conflict);
      } else if (!theirs.equals(conflict.conflict().git()) && !isSettled(conflict)) {
        open(with(conflict, new Conflict(conflict.field(), ours, theirs)));
      }
    }
  }

  private boolean isSettled(OpenConflict conflict) {
    return opened.containsKey(conflict.id()) || closed.containsKey(conflict.id());
  }

  private static OpenConflict with(OpenConflict conflict, Conflict now) {
    return new OpenConflict(
        conflict.ref(),
        now,
        conflict.decision(),
        conflict.at(),
        conflict.commit(),
        conflict.change());
  }

  /** Closes what a change has decided, and what an earlier run found that is not so any more. */
  void delivered(Change change, List<Finding> findings) {
    closeDecided(change);
    if (findings.isEmpty()) {
      kept.values().stream()
          .filter(it -> isFoundWith(change, it) && !opened.containsKey(it.id()))
          .toList()
          .forEach(this::close);
    }
  }

  /** Closes what a change has decided whose commit an earlier run has pushed. */
  void recovered(Change change) {
    if (change.action() == Action.DELETE) {
      gone(change.ref());
    } else {
      closeDecided(change);
      fileIsThere(change.ref());
    }
  }

  private void closeDecided(Change change) {
    kept.values().stream()
        .filter(it -> it.ref().equals(change.ref()) && isDecided(it, change.purpose()))
        .filter(it -> !isFoundWith(change, it) && !opened.containsKey(it.id()))
        .toList()
        .forEach(this::close);
  }

  private static boolean isDecided(OpenConflict conflict, Purpose purpose) {
    return switch (purpose) {
      case Resolution(var field, var git) -> conflict.field().equals(field);
      case Overwriting overwriting -> conflict.decision() == Decision.HELD;
      case Edit edit -> false;
      case Restoration restoration -> false;
      case Recreation recreation -> false;
    };
  }

  private static boolean isFoundWith(Change change, OpenConflict conflict) {
    return conflict.change().filter(change.id()::equals).isPresent();
  }

  /** Closes the question whether a resource goes with its file: the file is there again. */
  void fileIsThere(ResourceRef ref) {
    deletions().stream().filter(it -> it.ref().equals(ref)).forEach(this::close);
  }

  /** Closes all that is held, deletions too. */
  void closeHeld() {
    kept.values().stream()
        .filter(it -> it.decision() == Decision.HELD)
        .toList()
        .forEach(this::close);
  }

  /** Closes what is held of a resource that is gone: there is nothing left to decide. */
  void gone(ResourceRef ref) {
    kept.values().stream()
        .filter(it -> it.ref().equals(ref) && it.decision() == Decision.HELD)
        .toList()
        .forEach(this::close);
  }

  /** Whether something has to be taken down before a push, so that it is known after a crash. */
  boolean hasOpened() {
    return !opened.isEmpty();
  }

  /** Whether something was opened that is not kept just so: several changes may be about it. */
  boolean hasNews() {
    return opened.values().stream().anyMatch(it -> !isKept(it));
  }

  private boolean isKept(OpenConflict conflict) {
    return Optional.ofNullable(kept.get(conflict.id()))
        .filter(it -> it.decision() == conflict.decision())
        .filter(it -> it.change().equals(conflict.change()))
        .filter(it -> says(it.conflict(), conflict.conflict()))
        .isPresent();
  }

  /** What is kept now and gives way to something else that Git says. */
  List<OpenConflict> replaced() {
    return opened.keySet().stream()
        .map(kept::get)
        .filter(Objects::nonNull)
        .filter(
            it ->
                !it.conflict()
                    .git()
                    .equals(Objects.requireNonNull(opened.get(it.id())).conflict().git()))
        .toList();
  }

  /**
   * Whether what gives way there is known to: Git's value to whichever change, or that of the
   * change to what Git says.
   */
  boolean tellsOf(Finding finding) {
    Conflict found = finding.conflict();
    return kept.values().stream()
        .filter(it -> it.ref().equals(finding.change().ref()))
        .map(OpenConflict::conflict)
        .filter(it -> it.field().equals(found.field()) && it.git().equals(found.git()))
        .anyMatch(
            it ->
                finding.decision() == Decision.WORKSPACE
                    || it.workspace().equals(found.workspace()));
  }

  /** What was opened so far; from now on it counts as kept. */
  ConflictChanges takeOpened() {
    var changes = new ConflictChanges(List.copyOf(opened.values()), List.of());
    kept.putAll(opened);
    opened.clear();
    return changes;
  }

  /** All that changes. */
  ConflictChanges changes() {
    return new ConflictChanges(List.copyOf(opened.values()), List.copyOf(closed.values()));
  }

  /** How many deletions wait for somebody's word after these changes. */
  int deletionsAfter() {
    return (int) after().values().stream().filter(OpenConflict::isDeletion).count();
  }

  private Map<String, OpenConflict> after() {
    var after = new LinkedHashMap<>(kept);
    after.putAll(opened);
    closed.keySet().forEach(after::remove);
    return after;
  }

  /** The link with the number of conflicts that are kept after these changes. */
  Link counted(Link link) {
    return link.with(link.state().withOpenConflicts(after().size()));
  }
}
