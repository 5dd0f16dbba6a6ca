package dev.gitsync.core.check;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.yaml.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files around a merge, by what they are to a link. */
final class MergedFiles {

  private final SortedMap<ResourceRef, ResourceFile> readable = new TreeMap<>();
  private final SortedMap<ResourceRef, RepoPath> broken = new TreeMap<>();
  private final SortedMap<ResourceRef, RepoPath> deleted = new TreeMap<>();
  private final SortedMap<ResourceRef, ResourceFile> unchanged = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final FileChange aliases;

  /** Sorts and reads files; those that stay as they are only where the aliases do not. */
  MergedFiles(LinkLayout layout, Map<RepoPath, FileChange> files) {
    aliases =
        files.getOrDefault(layout.aliases(), new FileChange(Optional.empty(), Optional.empty()));
    new TreeMap<>(files).forEach((path, change) -> sort(layout.roleOf(path), path, change));
  }

  private void sort(LinkLayout.Role role, RepoPath path, FileChange change) {
    if (role instanceof LinkLayout.FileOf(var ref)) {
      if (isChanged(change)) {
        change.after().ifPresentOrElse(it -> read(path, ref, it), () -> deleted.put(ref, path));
      } else if (isChanged(aliases)) {
        change.after().ifPresent(it -> readUnchanged(path, ref, it));
      }
    } else if (role instanceof LinkLayout.Misnamed(var message, var remedy)
        && isChanged(change)
        && change.after().isPresent()) {
      problems.add(new Problem("FILE-007", path, Position.START, message, remedy));
    }
  }

  private void read(RepoPath path, ResourceRef ref, byte[] content) {
    switch (ResourceFile.read(path, ref, content)) {
      case ResourceFile.Parsed(var file) -> readable.put(ref, file);
      case ResourceFile.Broken(var found) -> {
        broken.put(ref, path);
        problems.addAll(found);
      }
    }
  }

  private void readUnchanged(RepoPath path, ResourceRef ref, byte[] content) {
    if (ResourceFile.read(path, ref, content) instanceof ResourceFile.Parsed(var file)) {
      unchanged.put(ref, file);
    }
  }

  private static boolean isChanged(FileChange change) {
    return !Arrays.equals(change.before().orElse(null), change.after().orElse(null));
  }

  /** Whether there is nothing to check. */
  boolean concernNothing() {
    return readable.isEmpty()
        && broken.isEmpty()
        && deleted.isEmpty()
        && problems.isEmpty()
        && !aliasesChange();
  }

  boolean aliasesChange() {
    return isChanged(aliases);
  }

  FileChange aliases() {
    return aliases;
  }

  /** Files that change, or are new, and are mappings. */
  SortedMap<ResourceRef, ResourceFile> readable() {
    return readable;
  }

  /** Files that change, or are new, and cannot be read. */
  SortedMap<ResourceRef, RepoPath> broken() {
    return broken;
  }

  SortedMap<ResourceRef, RepoPath> deleted() {
    return deleted;
  }

  /** Files that stay as they are, where the aliases do not. */
  SortedMap<ResourceRef, ResourceFile> unchanged() {
    return unchanged;
  }

  /** Names that are wrong, and what is wrong with files that cannot be read. */
  List<Problem> problems() {
    return problems;
  }
}
