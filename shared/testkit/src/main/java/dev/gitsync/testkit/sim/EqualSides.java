package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.LinkLayout.FileOf;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.testkit.sim.Ledger.Deletion;
import dev.gitsync.testkit.sim.Ledger.Place;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Both sides say the same, where nobody decided otherwise; bad files are told of. */
record EqualSides(Rest rest, WorkspaceId workspace) {

  void check() {
    Link link = rest.link(workspace);
    References references = new Words(rest, workspace).references();
    Set<RepoPath> bad = new TreeSet<>();
    Set<ResourceRef> deleted = rest.world().store().deleted(workspace).keySet();
    for (StoredResource stored : rest.resources(workspace)) {
      checkReferences(stored);
      checkAbsent(link.layout().fileOf(stored.ref()));
    }
    for (RepoPath path : rest.files().keySet()) {
      if (link.layout().roleOf(path) instanceof FileOf(var ref)) {
        Optional<ResourceFile> good = rest.goodFile(path, ref, references);
        good.ifPresentOrElse(file -> compare(file, references, deleted), () -> bad.add(path));
      }
    }
    checkProblems(link, bad);
    rest.ledger().deletions().forEach((place, deletion) -> checkDeleted(place, deletion, bad));
    checkManifest(link);
  }

  private void compare(ResourceFile file, References references, Set<ResourceRef> deleted) {
    Optional<Mapping> stored =
        rest.world().store().find(workspace, file.ref()).map(it -> it.resource().document());
    if (stored.isPresent()) {
      if (!file.document(references, stored.get()).equals(stored.get())) {
        report(unequal(file), file.path() + " says something else than the workspace.");
      }
    } else if (!deleted.contains(file.ref())) {
      report(Kind.MISSING_RESOURCE, file.path() + " has no resource.");
    }
  }

  private Kind unequal(ResourceFile file) {
    if (isOlder(file)) {
      return Kind.UNEQUAL_OLDER;
    }
    boolean isAnew =
        rest.isAnew(file.path()) || rest.ledger().isContested(Ledger.place(file.ref()));
    return isAnew ? Kind.UNEQUAL_ANEW : Kind.UNEQUAL;
  }

  /** Whether what the file says was taken over, and then what it had said before. */
  private boolean isOlder(ResourceFile file) {
    List<Integer> places =
        rest.activity(workspace).stream()
            .filter(it -> it.outcome() == Outcome.APPLIED && it.ref().equals(file.ref()))
            .flatMap(it -> it.commit().stream())
            .map(rest::placeOf)
            .toList();
    return places.stream().anyMatch(place -> place > places.getFirst());
  }

  private void report(Kind kind, String text) {
    rest.ledger().report(kind, workspace + ": " + text);
  }

  private void checkReferences(StoredResource stored) {
    for (ResourceRef ref : stored.resource().references()) {
      if (rest.world().store().find(workspace, ref).isEmpty()) {
        report(Kind.DANGLING, stored.ref() + " refers to " + ref + ", which is not there.");
      }
    }
  }

  /** A file may be missing when somebody deleted it after the workspace wrote it last. */
  private void checkAbsent(RepoPath path) {
    if (rest.files().containsKey(path) || rest.ledger().proposals().isRemoved(path)) {
      return;
    }
    int touch = rest.lastTouch(path);
    boolean neverThere = touch < 0;
    if (rest.world().isProposing() && rest.ledger().forces() > 0) {
      return; // What was dropped by force may have been merged into a branch of ours since.
    }
    if (neverThere
        ? rest.ledger().forces() == 0
        : rest.madeFor(touch, path).equals(Optional.of(workspace))) {
      report(Kind.MISSING_FILE, path + " is missing, and nobody deleted it.");
    }
  }

  private void checkProblems(Link link, Set<RepoPath> bad) {
    Set<RepoPath> told =
        link.state().problems().stream()
            .filter(problem -> !problem.code().equals("DEL-001"))
            .map(Problem::file)
            .filter(path -> link.layout().roleOf(path) instanceof FileOf)
            .collect(Collectors.toSet());
    Set<ResourceRef> deleted = rest.world().store().deleted(workspace).keySet();
    for (RepoPath path : bad) {
      boolean isDeleted =
          link.layout().roleOf(path) instanceof FileOf(var ref) && deleted.contains(ref);
      if (!told.contains(path) && !isDeleted) {
        report(Kind.WRONG_PROBLEMS, path + " is bad, and the link does not say so.");
      }
    }
    for (RepoPath path : told) {
      if (!bad.contains(path)) {
        report(Kind.WRONG_PROBLEMS, path + " is good, and the link says that it is not.");
      }
    }
  }

  /**
   * What was deleted stays so until somebody touches the file, and comes back when it is edited.
   */
  private void checkDeleted(Place place, Deletion deletion, Set<RepoPath> bad) {
    boolean isForced = rest.ledger().forces() > 0; // A squash touches files and edits none.
    if (!place.workspace().equals(workspace) || isForced || deletion.read().isEmpty()) {
      return; // Before its first sync a workspace takes what Git has.
    }
    RepoPath path = rest.link(workspace).layout().fileOf(place.ref());
    boolean exists = rest.world().store().find(workspace, place.ref()).isPresent();
    int touch = rest.lastTouch(path);
    if (exists
        && !isNews(touch, path, deletion)
        && !isDecided(path, deletion)
        && touch >= 0
        && rest.madeFor(touch, path).isEmpty()) {
      report(Kind.CAME_BACK, place.ref() + " was deleted and came back by itself.");
    }
    int edit = rest.lastEdit(path, place.ref());
    boolean isGood = rest.files().containsKey(path) && !bad.contains(path);
    boolean isRemark = rest.world().isProposing() && saysWhatItSaid(path, place.ref());
    if (!exists && isGood && !isRemark && isNews(edit, path, deletion) && !isSeen(edit, deletion)) {
      report(
          Kind.DELETED_UNSEEN, path + " was edited when its resource was deleted, to no effect.");
    }
  }

  /**
   * Whether a file says what its resource said that was deleted. A squash brings a reviewer's
   * comment in one commit with what we proposed.
   */
  private boolean saysWhatItSaid(RepoPath path, ResourceRef ref) {
    References references = new Words(rest, workspace).references();
    Mapping deleted = rest.world().store().deleted(workspace).get(ref);
    return deleted != null
        && rest.goodFile(path, ref, references)
            .filter(file -> file.document(references, deleted).equals(deleted))
            .isPresent();
  }

  /** Whether a commit is somebody's that the workspace had not read when it deleted a resource. */
  private boolean isNews(int commit, RepoPath path, Deletion deletion) {
    return commit > rest.placeOf(deletion.read().orElseThrow())
        && !rest.madeFor(commit, path).equals(Optional.of(workspace));
  }

  /**
   * Whether somebody has decided on a branch of ours since what a file says: that is an edit of
   * what was proposed, also where the link's branch had just that before.
   */
  private boolean isDecided(RepoPath path, Deletion deletion) {
    return rest.log().stream()
        .skip(rest.placeOf(deletion.read().orElseThrow()) + 1L)
        .anyMatch(it -> rest.ledger().proposals().isReviewed(it.id(), path));
  }

  /** Whether who deleted the resource had before them what a commit says. */
  private boolean isSeen(int commit, Deletion deletion) {
    return deletion.taken().filter(it -> rest.placeOf(it) >= commit).isPresent();
  }

  private void checkManifest(Link link) {
    var connectors =
        Stream.of(ResourceKind.SOURCE, ResourceKind.DESTINATION)
            .flatMap(kind -> rest.world().store().list(workspace, kind).stream())
            .map(it -> (Connector) it.resource())
            .toList();
    Map<RepoPath, String> files = rest.files();
    if (link.state().proposal().filter(it -> it.standing() == Standing.CLOSED).isPresent()) {
      return; // Somebody has said no to it, and a file has to be mended before there is more.
    }
    if (!Manifest.text(connectors).equals(files.get(link.layout().manifest()))) {
      report(Kind.UNEQUAL, "The manifest does not say what the workspace says.");
    }
  }
}
