package dev.gitsync.core.check;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a commit or a checkout. Reading may cost something, so only what matters is read.
 */
public interface FileTree {

  /** No files at all. */
  FileTree EMPTY =
      new FileTree() {
        @Override
        public Set<RepoPath> paths() {
          return Set.of();
        }

        @Override
        public Optional<byte[]> read(RepoPath path) {
          return Optional.empty();
        }
      };

  /** All regular files that may concern a link. */
  Set<RepoPath> paths();

  /** A file's content; empty where there is no such file. */
  Optional<byte[]> read(RepoPath path);

  /**
   * What {@link CheckPlanner} wants to know of going from one tree to another: the files of the
   * link that differ, and the aliases; all files where these differ.
   */
  static Map<RepoPath, FileChange> changes(LinkLayout layout, FileTree before, FileTree after) {
    FileChange aliases = change(layout.aliases(), before, after);
    var paths = new TreeSet<>(before.paths());
    paths.addAll(after.paths());
    var changes = new HashMap<RepoPath, FileChange>();
    for (RepoPath path : paths) {
      if (layout.concerns(path)) {
        FileChange change = change(path, before, after);
        if (differs(change) || differs(aliases) || path.equals(layout.aliases())) {
          changes.put(path, change);
        }
      }
    }
    return changes;
  }

  private static FileChange change(RepoPath path, FileTree before, FileTree after) {
    return new FileChange(before.read(path), after.read(path));
  }

  private static boolean differs(FileChange change) {
    return !Arrays.equals(change.before().orElse(null), change.after().orElse(null));
  }
}
