package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.Journal.Touch;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides what becomes of resources whose files were deleted, by the link's policy: they stay, are
 * paused, or go; or somebody is asked first, where too many of a kind would go at once. Syncs go
 * before the models that they use.
 */
final class InboundDeletions {

  private final Resources resources;
  private final Journal journal;
  private final MarkedLink marked;
  private final Link link;
  private final FileTouches touches;
  private final ConflictBook conflicts;
  private final Written written;
  private final ModelUsers users;
  private final Map<ResourceRef, StoredResource> gone = new TreeMap<>();
  private final Set<ResourceRef> renamed = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Activity> entries = new ArrayList<>();

  InboundDeletions(
      Resources resources,
      Journal journal,
      MarkedLink marked,
      FileTouches touches,
      ConflictBook conflicts,
      Written written) {
    this.resources = resources;
    this.journal = journal;
    this.marked = marked;
    this.link = marked.get();
    this.touches = touches;
    this.conflicts = conflicts;
    this.written = written;
    this.users = new ModelUsers(resources, link.workspace());
  }

  /** Takes note of a file that is not there any more. */
  void note(ResourceRef ref) {
    resources.find(link.workspace(), ref).ifPresent(stored -> gone.put(ref, stored));
  }

  /** What the resources are whose files are gone. */
  Map<ResourceRef, Mapping> documents() {
    var documents = new HashMap<ResourceRef, Mapping>();
    gone.forEach((ref, stored) -> documents.put(ref, stored.resource().document()));
    return documents;
  }

  /** Takes note that the file of a resource was given another name. */
  void noteRenamed(ResourceRef ref) {
    renamed.add(ref);
  }

  /** Models that stay because they are in use. */
  List<Problem> problems() {
    return problems;
  }

  /** Entries to be written with the link. */
  List<Activity> entries() {
    return entries;
  }

  /** Does it. Returns false when somebody else was faster. */
  boolean run() {
    if (gone.isEmpty()) {
      return true;
    }
    Map<ResourceRef, List<Change>> waiting =
        resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .collect(Collectors.groupingBy(Change::ref));
    if (policies().deletions() == DeletionPolicy.IGNORE) {
      gone.values().forEach(it -> keep(it, List.of()));
      return true;
    }
    var meant = new ArrayList<StoredResource>();
    gone.values().stream()
        .filter(it -> isMeant(it, waiting.getOrDefault(it.ref(), List.of())))
        .forEach(meant::add);
    return of(meant, ResourceKind.SYNC, waiting) && of(meant, ResourceKind.MODEL, waiting);
  }

  private Policies policies() {
    return link.settings().policies();
  }

  private boolean of(
      List<StoredResource> meant, ResourceKind kind, Map<ResourceRef, List<Change>> waiting) {
    List<StoredResource> ofKind = meant.stream().filter(it -> it.ref().kind() == kind).toList();
    List<StoredResource> lost = ofKind.stream().filter(it -> !renamed.contains(it.ref())).toList();
    boolean isStopped = isTooMany(kind, lost.size());
    for (StoredResource stored : ofKind) {
      if (isStopped && lost.contains(stored)) {
        ask(stored);
      } else if (!carryOut(stored, waiting.containsKey(stored.ref()))) {
        return false;
      }
    }
    return true;
  }

  private boolean isTooMany(ResourceKind kind, int deleted) {
    var guard = policies().guard();
    return deleted > guard.resources()
        && guard.stops(deleted, resources.list(link.workspace(), kind).size());
  }

  /**
   * Whether the deletion is to be carried out. Not that of a resource which the workspace is about
   * to write a file for, unless Git is to win over its edits.
   */
  private boolean isMeant(StoredResource stored, List<Change> pending) {
    if (pending.isEmpty()) {
      return true;
    }
    boolean isEdited =
        pending.stream()
            .allMatch(
                it ->
                    it.action() == Action.UPDATE && !(it.purpose() instanceof Purpose.Recreation));
    if (!isEdited || policies().deletions() == DeletionPolicy.DISABLE) {
      return false;
    }
    if (policies().conflicts() == ConflictPolicy.GIT) {
      return true;
    }
    Conflict conflict = wholeResource(stored);
    conflicts.open(conflict(stored, conflict, Decision.WORKSPACE));
    keep(stored, List.of(conflict));
    return false;
  }

  private static Conflict wholeResource(StoredResource stored) {
    return new Conflict(TreePath.ROOT, Optional.of(stored.resource().document()), Optional.empty());
  }

  private OpenConflict conflict(StoredResource stored, Conflict conflict, Decision decision) {
    return new OpenConflict(
        stored.ref(),
        conflict,
        decision,
        journal.now(),
        Optional.of(touches.tip()),
        Optional.empty());
  }

  private void ask(StoredResource stored) {
    conflicts.open(conflict(stored, wholeResource(stored), Decision.HELD));
    entries.add(entry(stored, Outcome.ASKED, List.of()));
  }

  private void keep(StoredResource stored, List<Conflict> found) {
    entries.add(entry(stored, Outcome.RESOURCE_KEPT, found));
  }

  private Activity entry(StoredResource stored, Outcome outcome, List<Conflict> found) {
    return journal.fileDeleted(link.workspace(), stored, outcome, touch(stored.ref()), found);
  }

  private Touch touch(ResourceRef ref) {
    return touches.last(link.layout().fileOf(ref));
  }

  private boolean carryOut(StoredResource stored, boolean isEdited) {
    return policies().deletions() == DeletionPolicy.DELETE
        ? remove(stored, isEdited)
        : pause(stored);
  }

  private boolean pause(StoredResource stored) {
    if (!(stored.resource() instanceof Sync sync) || sync.paused()) {
      keep(stored, List.of());
      return true;
    }
    Resource after = sync.pausedNow();
    var write = new ResourceWrite(Action.UPDATE, sync.document(), after, List.of());
    Activity entry =
        journal.inbound(link.workspace(), write, touch(stored.ref()), Optional.empty());
    if (!marked.mark() || !resources.apply(marked.get(), Optional.of(stored), write, entry)) {
      return false;
    }
    written.add(Action.UPDATE);
    return true;
  }

  private boolean remove(StoredResource stored, boolean isEdited) {
    Optional<ResourceRef> user = users.of(stored.ref());
    if (user.isPresent()) {
      problems.add(inUse(stored.ref(), user.get()));
      keep(stored, List.of());
      return true;
    }
    List<Conflict> found = isEdited ? List.of(wholeResource(stored)) : List.of();
    if (!marked.mark()
        || !resources.remove(marked.get(), stored, entry(stored, Outcome.APPLIED, found))) {
      return false;
    }
    conflicts.gone(stored.ref());
    found.forEach(it -> conflicts.open(conflict(stored, it, Decision.GIT)));
    written.add(Action.DELETE);
    return true;
  }

  private Problem inUse(ResourceRef ref, ResourceRef user) {
    RepoPath path = link.layout().fileOf(ref);
    return new Problem(
        "DEL-001",
        path,
        Position.START,
        "the file was deleted, but %s uses the model, which therefore stays.".formatted(user),
        "Bring the file back, or delete %s too, or let it use another model."
            .formatted(link.layout().fileOf(user)));
  }

  /**
   * Has the files written again of resources that have none, without anybody having deleted them: a
   * branch that was set to another commit by force says nothing of what is meant to go. A lost race
   * is an edit, which has the file written too.
   *
   * @param present all files of the link
   */
  void recreateMissing(Set<RepoPath> present) {
    Set<ResourceRef> waiting =
        resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .map(Change::ref)
            .collect(Collectors.toSet());
    for (ResourceKind kind : List.of(ResourceKind.MODEL, ResourceKind.SYNC)) {
      resources.list(link.workspace(), kind).stream()
          .filter(it -> !present.contains(link.layout().fileOf(it.ref())))
          .filter(it -> !waiting.contains(it.ref()))
          .forEach(it -> resources.accept(Edit.recreation(link.workspace(), Person.SERVICE, it)));
    }
  }
}
