package dev.gitsync.cli;

import dev.gitsync.core.check.FileTree;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.NameConflictTreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of a checkout as they would be committed: new ones included, ignored ones not, line
 * breaks as Git stores them. Symbolic links are not followed.
 */
final class WorkTree implements FileTree {
  private static final int INDEX = 0;
  private static final int FILES = 1;

  private final Map<RepoPath, byte[]> files = new TreeMap<>();
  private final Set<RepoPath> irregular = new TreeSet<>();

  private WorkTree() {}

  static WorkTree of(Repository repository, LinkFolders folders) {
    var tree = new WorkTree();
    try (var walk = new NameConflictTreeWalk(repository)) {
      walk.addTree(new DirCacheIterator(repository.readDirCache()));
      var files = new FileTreeIterator(repository);
      files.setDirCacheIterator(walk, INDEX);
      walk.addTree(files);
      walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
      while (walk.next()) {
        tree.visit(walk, folders);
      }
      return tree;
    } catch (IOException e) {
      throw CliFault.unknown(
          "The files of the checkout cannot be read. Check their permissions.", e);
    }
  }

  private void visit(TreeWalk walk, LinkFolders folders) throws IOException {
    FileTreeIterator file = walk.getTree(FILES, FileTreeIterator.class);
    String path = walk.getPathString();
    if (file == null || (file.isEntryIgnored() && walk.getRawMode(INDEX) == 0)) {
      return;
    }
    int type = file.getEntryRawMode() & FileMode.TYPE_MASK;
    if (type == FileMode.TYPE_TREE) {
      if (folders.isOnTheWay(path)) {
        walk.enterSubtree();
      }
    } else if (type == FileMode.TYPE_FILE) {
      Optional<RepoPath> wanted = folders.file(path);
      if (wanted.isPresent()) {
        files.put(wanted.get(), content(file));
      }
    } else {
      folders.file(path).ifPresent(irregular::add);
      if (folders.isOnTheWay(path)) {
        RepoPath.parse(path).ifPresent(irregular::add);
      }
    }
  }

  /** More than one byte too many makes no difference. */
  private static byte[] content(FileTreeIterator file) throws IOException {
    try (InputStream content = file.openEntryStream()) {
      return content.readNBytes(YamlReader.MOST_BYTES + 1);
    }
  }

  @Override
  public Set<RepoPath> paths() {
    return files.keySet();
  }

  @Override
  public Optional<byte[]> read(RepoPath path) {
    return Optional.ofNullable(files.get(path));
  }

  /** What is a symbolic link or a submodule where a file, or a folder, should be. */
  Set<RepoPath> irregular() {
    return irregular;
  }
}
