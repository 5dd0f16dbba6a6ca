package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.plan.FilePlanner.Deleted;
import dev.gitsync.core.plan.FilePlanner.FileStep;
import dev.gitsync.core.plan.FilePlanner.Unreadable;
import dev.gitsync.core.plan.FilePlanner.Written;
import dev.gitsync.core.plan.Replay;
import dev.gitsync.core.plan.Replay.Absence;
import dev.gitsync.core.plan.Replay.Circumstances;
import dev.gitsync.core.plan.Replay.Fate;
import dev.gitsync.core.repo.CommitMessage;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.LinkLayout.FileOf;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.OwnBranch.Authors;
import dev.gitsync.flows.Proposing.Ground;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Merges;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Merges the link's branch into ours, by the rules of F5 rather than by lines of text: all files as
 * the link's branch has them, and on each of the link's files what our branch did to it.
 */
record BranchMerge(ReferenceReader references, Link link, Ground ground) {

  /** The same files at three places. */
  private record Versions(
      Map<RepoPath, byte[]> base, Map<RepoPath, byte[]> ours, Map<RepoPath, byte[]> theirs) {}

  /**
   * The commit that merges.
   *
   * @return empty where something could be lost: somebody else has committed to our branch, and may
   *     have touched any file; a file cannot be read; or the host makes no such commits
   */
  Optional<CommitDraft> draft(OwnBranch own, OwnBranch.Content content, Instant now) {
    if (content.authors() == Authors.OTHERS_TOO || own.remote().merges() == Merges.NOT_MADE) {
      return Optional.empty();
    }
    var paths = new HashSet<>(content.changed());
    paths.add(link.layout().aliases());
    var versions =
        new Versions(
            own.remote().read(content.base(), paths),
            own.remote().read(own.tip(), paths),
            ground.target().read(ground.tip(), paths));
    var planner = new FilePlanner(link.layout(), known(versions));
    var files = new HashMap<RepoPath, String>();
    var deleted = new HashSet<RepoPath>();
    for (RepoPath path : content.changed()) {
      if (!put(planner, versions, path, files, deleted)) {
        return Optional.empty();
      }
    }
    String message = CommitMessage.ofMerge(link.workspace(), link.settings().branch());
    return Optional.of(
        new CommitDraft(files, deleted, Person.SERVICE, now, message, Optional.of(ground.tip())));
  }

  private References known(Versions versions) {
    LinkLayout layout = link.layout();
    var vocabulary = references.vocabulary(layout, versions.theirs());
    var readable = new ArrayList<ResourceFile>();
    for (Map<RepoPath, byte[]> files :
        List.of(versions.base(), versions.ours(), versions.theirs())) {
      files.forEach(
          (path, content) -> {
            if (layout.roleOf(path) instanceof FileOf(var ref)
                && ResourceFile.read(path, ref, content) instanceof ResourceFile.Parsed(var file)) {
              readable.add(file);
            }
          });
    }
    return references.references(vocabulary, readable);
  }

  /** Puts a file to the commit. Returns false where it cannot be merged. */
  private boolean put(
      FilePlanner planner,
      Versions versions,
      RepoPath path,
      Map<RepoPath, String> files,
      Set<RepoPath> deleted) {
    Optional<byte[]> base = Optional.ofNullable(versions.base().get(path));
    Optional<byte[]> ours = Optional.ofNullable(versions.ours().get(path));
    Optional<byte[]> theirs = Optional.ofNullable(versions.theirs().get(path));
    if (isSame(ours, base)) {
      return true;
    }
    if (isSame(theirs, base) || !(link.layout().roleOf(path) instanceof FileOf(var ref))) {
      ours.ifPresentOrElse(it -> files.put(path, utf8(it)), () -> deleted.add(path));
      return true;
    }
    Optional<Change> edit = edit(planner, ref, base, ours);
    if (edit.isEmpty()) {
      return false;
    }
    var replay = new Replay(link.settings().policies(), Side.GIT, Set.of());
    Absence absence = base.isPresent() ? Absence.DELETED_IN_GIT : Absence.NEVER_THERE;
    FileStep step =
        planner.carry(
            edit.get(),
            theirs,
            replay,
            new Circumstances(Optional.empty(), absence, Fate.AS_THE_CHANGES_SAY));
    if (step instanceof Written(var file, var findings)) {
      files.put(path, file.text());
    } else if (step instanceof Deleted) {
      deleted.add(path);
    }
    return !(step instanceof Unreadable);
  }

  /** What our branch did to a file, as one change; empty where that cannot be read. */
  private Optional<Change> edit(
      FilePlanner planner, ResourceRef ref, Optional<byte[]> base, Optional<byte[]> ours) {
    Optional<Mapping> before = says(planner, ref, base);
    Optional<Mapping> after = says(planner, ref, ours);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    Action action = base.isEmpty() ? Action.CREATE : ours.isEmpty() ? Action.DELETE : Action.UPDATE;
    return Optional.of(change(ref, action, before.get(), after.get()));
  }

  private Optional<Mapping> says(FilePlanner planner, ResourceRef ref, Optional<byte[]> content) {
    return content.isEmpty()
        ? Optional.of(Mapping.empty())
        : planner.says(change(ref, Action.UPDATE, Mapping.empty(), Mapping.empty()), content.get());
  }

  private Change change(ResourceRef ref, Action action, Mapping before, Mapping after) {
    return new Change(
        ChangeId.of(new UUID(0, 0)),
        link.workspace(),
        0,
        Instant.EPOCH,
        Person.SERVICE,
        ref,
        ref.slug().value(),
        action,
        before,
        after,
        Purpose.EDIT);
  }

  private static boolean isSame(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() == other.isPresent()
        && Arrays.equals(one.orElse(new byte[0]), other.orElse(new byte[0]));
  }

  private static String utf8(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
