package dev.gitsync.flows.check;

import dev.gitsync.core.check.FileChange;
import dev.gitsync.core.merge.TextMerge;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of a link that merging would change. Only folders and the files that change are read,
 * and the aliases, or where these change all files; nothing where the merge does not concern the
 * link.
 *
 * @param files those that change, and the aliases; where these change, all files of the link
 * @param irregular those that would be there, but as symbolic links or submodules
 * @param clashing those that both sides changed at the same lines: they are shown as the head has
 *     them
 */
record MergePreview(
    Map<RepoPath, FileChange> files, Set<RepoPath> irregular, Set<RepoPath> clashing) {

  /**
   * What is merged into what.
   *
   * @param base where both come from
   */
  record Range(CommitId base, CommitId target, CommitId head) {}

  static MergePreview read(GitRemote remote, LinkLayout layout, Range range) {
    Set<RepoPath> proposed = remote.differences(range.base(), range.head());
    if (proposed.isEmpty()) {
      return new MergePreview(Map.of(), Set.of(), Set.of());
    }
    return new Reading(remote, layout, range, proposed).read();
  }

  /** What is known while files are read. */
  private static final class Reading {
    private final GitRemote remote;
    private final LinkLayout layout;
    private final Range range;
    private final Set<RepoPath> proposed;
    private final Map<RepoPath, FileChange> files = new HashMap<>();
    private final Set<RepoPath> clashing = new TreeSet<>();

    Reading(GitRemote remote, LinkLayout layout, Range range, Set<RepoPath> proposed) {
      this.remote = remote;
      this.layout = layout;
      this.range = range;
      this.proposed = proposed;
    }

    MergePreview read() {
      Set<RepoPath> wanted = wanted();
      Map<RepoPath, byte[]> before = remote.read(range.target(), wanted);
      Map<RepoPath, byte[]> head = remote.read(range.head(), proposed);
      Map<RepoPath, byte[]> after = new HashMap<>(before);
      proposed.forEach(path -> put(after, path, Optional.ofNullable(head.get(path))));
      mergeWithTarget(before, head, after);
      for (RepoPath path : wanted) {
        Optional<byte[]> old = Optional.ofNullable(before.get(path));
        Optional<byte[]> merged = Optional.ofNullable(after.get(path));
        if (old.isPresent() || merged.isPresent()) {
          files.put(path, new FileChange(old, merged));
        }
      }
      Set<RepoPath> irregular = irregular(head);
      irregular.forEach(files::remove);
      return new MergePreview(Map.copyOf(files), irregular, Set.copyOf(clashing));
    }

    /** Other aliases change what every file means. */
    private Set<RepoPath> wanted() {
      var all = new HashSet<>(proposed);
      if (proposed.contains(layout.aliases())) {
        all.addAll(remote.list(range.target()));
      }
      all.add(layout.aliases());
      return all;
    }

    private static void put(
        Map<RepoPath, byte[]> contents, RepoPath path, Optional<byte[]> content) {
      content.ifPresentOrElse(it -> contents.put(path, it), () -> contents.remove(path));
    }

    /** Files that were changed on the target as well since both parted. */
    private void mergeWithTarget(
        Map<RepoPath, byte[]> target, Map<RepoPath, byte[]> head, Map<RepoPath, byte[]> after) {
      if (range.base().equals(range.target())) {
        return;
      }
      Set<RepoPath> both = new TreeSet<>(remote.differences(range.base(), range.target()));
      both.retainAll(proposed);
      if (both.isEmpty()) {
        return;
      }
      Map<RepoPath, byte[]> base = remote.read(range.base(), both);
      for (RepoPath path : both) {
        Optional<byte[]> merged = merge(base.get(path), target.get(path), head.get(path));
        merged.ifPresent(it -> after.put(path, it));
        if (merged.isEmpty() && (target.containsKey(path) || head.containsKey(path))) {
          clashing.add(path);
        }
      }
    }

    private static Optional<byte[]> merge(
        byte @Nullable [] base, byte @Nullable [] target, byte @Nullable [] head) {
      if (target == null || head == null) {
        return Optional.empty();
      }
      return TextMerge.merge(base == null ? new byte[0] : base, target, head);
    }

    /** What has no content may be gone, or be there as something else than a file. */
    private Set<RepoPath> irregular(Map<RepoPath, byte[]> head) {
      var unread = new TreeSet<>(proposed);
      unread.removeAll(head.keySet());
      unread.removeIf(path -> !(layout.roleOf(path) instanceof LinkLayout.FileOf));
      if (!unread.isEmpty()) {
        unread.retainAll(remote.list(range.head()));
      }
      return unread;
    }
  }
}
