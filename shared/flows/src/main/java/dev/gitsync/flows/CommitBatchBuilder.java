package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.plan.Replay;
import dev.gitsync.core.plan.Replay.Absence;
import dev.gitsync.core.plan.Replay.Circumstances;
import dev.gitsync.core.plan.Replay.Fate;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.ReferenceReader.Vocabulary;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what it takes to decide on changes, and has the commits made. */
record CommitBatchBuilder(Resources resources, ReferenceReader references) {

  CommitBatchBuilder(Resources resources) {
    this(resources, new ReferenceReader(resources));
  }

  /**
   * Makes the commits of changes.
   *
   * @param unread files that were changed on the branch and not read since
   */
  CommitBatch build(
      GitRemote remote,
      Link link,
      Optional<CommitId> tip,
      Set<RepoPath> unread,
      List<Change> changes,
      Instant now) {
    return build(remote, link, tip, unread, changes, List.of(), now);
  }

  /**
   * Makes the commits of some changes, while others are left for later that the workspace says
   * already.
   */
  CommitBatch build(
      GitRemote remote,
      Link link,
      Optional<CommitId> tip,
      Set<RepoPath> unread,
      List<Change> changes,
      List<Change> later,
      Instant now) {
    LinkLayout layout = link.layout();
    Map<RepoPath, byte[]> files = files(remote, layout, tip, changes);
    Vocabulary vocabulary = references.vocabulary(layout, files);
    var known = references.references(vocabulary, readable(layout, files, changes));
    ConflictBook conflicts = ConflictBook.of(resources, link);
    var work =
        new CommitWork(
            link,
            new FilePlanner(layout, known),
            Manifest.text(vocabulary.connectors()),
            files,
            conflicts,
            changes);
    List<Change> all = Stream.concat(changes.stream(), later.stream()).toList();
    var surroundings = new Surroundings(link, Set.copyOf(files.keySet()), unread, all, conflicts);
    for (Change change : changes) {
      work.carryOrSetAside(change, () -> circumstances(surroundings, change), tip, now);
    }
    work.putManifestRight(now);
    return work.batch();
  }

  /**
   * What the changes of a batch are surrounded by.
   *
   * @param present the files that are there
   * @param changes of the batch and later ones
   */
  private record Surroundings(
      Link link,
      Set<RepoPath> present,
      Set<RepoPath> unread,
      List<Change> changes,
      ConflictBook conflicts) {

    RepoPath fileOf(Change change) {
      return link.layout().fileOf(change.ref());
    }

    /** Whether the file could not be applied when it was read, as far as that is known. */
    boolean isBad(Change change) {
      return link.state().isProblem(fileOf(change));
    }

    /** Whether no change of the resource comes later, but for a deletion that may be void. */
    boolean isLast(Change change) {
      return !hasLater(change, Action.CREATE) && !hasLater(change, Action.UPDATE);
    }

    boolean hasLater(Change change, Action action) {
      return later(change).stream().anyMatch(it -> it.action() == action);
    }

    List<Change> later(Change change) {
      return changes.stream()
          .filter(it -> it.ref().equals(change.ref()) && it.sequence() > change.sequence())
          .toList();
    }
  }

  private Circumstances circumstances(Surroundings around, Change change) {
    RepoPath path = around.fileOf(change);
    boolean isPresent = around.present().contains(path);
    boolean isUnread = around.unread().contains(path);
    return new Circumstances(
        known(around, change, isPresent, isUnread),
        !isPresent && isUnread ? Absence.DELETED_IN_GIT : Absence.NEVER_THERE,
        fate(around, change, isPresent));
  }

  /**
   * What the workspace says, where that matters: where the file was applied and a resource is made
   * over it, what it said then, unless both sides are known to have made it; and where the last
   * change of a resource finds no file, since what came from Git between the changes is in none of
   * them.
   */
  private Optional<Mapping> known(
      Surroundings around, Change change, boolean isPresent, boolean isUnread) {
    boolean isOverFile =
        isPresent
            && !isUnread
            && !around.isBad(change)
            && change.action() == Action.CREATE
            && !around.conflicts().isFound(change);
    boolean isLastWithoutFile = !isPresent && around.isLast(change);
    return isOverFile || isLastWithoutFile
        ? resources
            .find(around.link().workspace(), change.ref())
            .map(stored -> stored.resource().document())
            .map(now -> isOverFile ? Replay.before(around.later(change), now) : now)
        : Optional.empty();
  }

  /** Only where resources go with their files can something have happened that no change tells. */
  private Fate fate(Surroundings around, Change change, boolean isPresent) {
    if (around.link().settings().policies().deletions() == DeletionPolicy.DELETE) {
      if (change.action() == Action.DELETE && !around.hasLater(change, Action.CREATE)) {
        return isThere(around, change) ? Fate.BACK : Fate.AS_THE_CHANGES_SAY;
      }
      if (change.action() == Action.UPDATE
          && !isPresent
          && !around.hasLater(change, Action.DELETE)) {
        return isThere(around, change) ? Fate.AS_THE_CHANGES_SAY : Fate.TAKEN_AWAY;
      }
    }
    return Fate.AS_THE_CHANGES_SAY;
  }

  private boolean isThere(Surroundings around, Change change) {
    return resources.find(around.link().workspace(), change.ref()).isPresent();
  }

  static Map<RepoPath, byte[]> files(
      GitRemote remote, LinkLayout layout, Optional<CommitId> tip, List<Change> changes) {
    var paths = new LinkedHashSet<>(Set.of(layout.aliases(), layout.manifest()));
    changes.stream()
        .map(Change::ref)
        .filter(ref -> ref.kind().hasFile())
        .map(layout::fileOf)
        .forEach(paths::add);
    return new HashMap<>(tip.map(commit -> remote.read(commit, paths)).orElse(Map.of()));
  }

  static List<ResourceFile> readable(
      LinkLayout layout, Map<RepoPath, byte[]> files, List<Change> changes) {
    var readable = new ArrayList<ResourceFile>();
    for (ResourceRef ref : new LinkedHashSet<>(changes.stream().map(Change::ref).toList())) {
      byte[] content = ref.kind().hasFile() ? files.get(layout.fileOf(ref)) : null;
      if (content != null
          && ResourceFile.read(layout.fileOf(ref), ref, content)
              instanceof ResourceFile.Parsed(var file)) {
        readable.add(file);
      }
    }
    return readable;
  }
}
