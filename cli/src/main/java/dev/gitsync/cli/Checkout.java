package dev.gitsync.cli;

import dev.gitsync.core.check.FileTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A Git repository with a work tree on this machine. */
record Checkout(Repository repository) implements AutoCloseable {

  /** Opens the repository that a folder is in. */
  static Checkout open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CliFault.unknown("There is no folder \"%s\".".formatted(folder), null);
    }
    try {
      var builder = new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
      if (builder.getGitDir() == null) {
        throw CliFault.unknown("\"%s\" is not in a Git repository.".formatted(folder), null);
      }
      Repository repository = builder.setMustExist(true).build();
      if (repository.isBare()) {
        repository.close();
        throw CliFault.unknown(
            "\"%s\" is a bare repository. Check one with a work tree.".formatted(folder), null);
      }
      return new Checkout(repository);
    } catch (IOException e) {
      throw CliFault.unknown("The repository in \"%s\" cannot be read.".formatted(folder), e);
    }
  }

  /** The folder that paths count from. */
  Path root() {
    return repository.getWorkTree().toPath();
  }

  WorkTree workTree(LinkFolders folders) {
    return WorkTree.of(repository, folders);
  }

  /** The files where {@code HEAD} and a revision part. */
  FileTree mergeBase(String revision, LinkFolders folders) {
    try (var walk = new RevWalk(repository)) {
      RevCommit head = commit(walk, Constants.HEAD);
      RevCommit other = commit(walk, revision);
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(head);
      walk.markStart(other);
      RevCommit base = walk.next();
      if (base == null) {
        throw CliFault.unknown(
            "HEAD and \"%s\" have no commit in common. %s".formatted(revision, fetchMore()), null);
      }
      return CommitTree.of(repository, walk.parseCommit(base), folders);
    } catch (IOException e) {
      throw unknown(revision, e);
    }
  }

  private RevCommit commit(RevWalk walk, String revision) throws IOException {
    try {
      ObjectId id = repository.resolve(revision + "^{commit}");
      if (id == null) {
        throw unknown(revision, null);
      }
      return walk.parseCommit(id);
    } catch (RevisionSyntaxException e) {
      throw unknown(revision, e);
    }
  }

  private CliFault unknown(String revision, @Nullable Exception cause) {
    return CliFault.unknown(
        "There is no commit \"%s\" in this clone. %s".formatted(revision, fetchMore()), cause);
  }

  /** CI clones as little as it can. */
  private String fetchMore() {
    return new File(repository.getDirectory(), Constants.SHALLOW).exists()
        ? "The clone is shallow: fetch all of the history (git fetch --unshallow; in CI"
            + " fetch-depth: 0 or the like)."
        : "Fetch the branch that you compare with.";
  }

  @Override
  public void close() {
    repository.close();
  }
}
