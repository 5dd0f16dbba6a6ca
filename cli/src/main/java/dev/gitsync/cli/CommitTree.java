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
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit. Only folders are read before somebody asks for a file. */
final class CommitTree implements FileTree {
  private final Repository repository;
  private final Map<RepoPath, ObjectId> files = new TreeMap<>();

  private CommitTree(Repository repository) {
    this.repository = repository;
  }

  static CommitTree of(Repository repository, RevCommit commit, LinkFolders folders) {
    var tree = new CommitTree(repository);
    try (var walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      while (walk.next()) {
        if (walk.isSubtree()) {
          if (folders.isOnTheWay(walk.getPathString())) {
            walk.enterSubtree();
          }
        } else if ((walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE) {
          ObjectId blob = walk.getObjectId(0);
          folders.file(walk.getPathString()).ifPresent(path -> tree.files.put(path, blob));
        }
      }
      return tree;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Set<RepoPath> paths() {
    return files.keySet();
  }

  @Override
  public Optional<byte[]> read(RepoPath path) {
    ObjectId blob = files.get(path);
    if (blob == null) {
      return Optional.empty();
    }
    try (InputStream content = repository.open(blob).openStream()) {
      return Optional.of(content.readNBytes(YamlReader.MOST_BYTES + 1));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static CliFault unreadable(IOException cause) {
    String remedy =
        cause instanceof MissingObjectException
            ? "The clone lacks a part of it; clone without a filter."
            : "Check the repository with: git fsck.";
    return CliFault.unknown("The commit to compare with cannot be read. " + remedy, cause);
  }
}
