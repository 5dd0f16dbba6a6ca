package dev.gitsync.testkit.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gitsync.core.repo.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A repository of Git, in memory or a bare one in a folder that somebody else serves. */
public final class GitCommits implements Commits, AutoCloseable {

  private static final PersonIdent ADA =
      new PersonIdent("Ada", "ada@example.com", Instant.EPOCH, ZoneOffset.UTC);

  private final Repository repository;

  private GitCommits(Repository repository) {
    this.repository = repository;
  }

  /** An empty repository. */
  public static GitCommits inMemory() {
    return new GitCommits(new InMemoryRepository(new DfsRepositoryDescription("acme")));
  }

  /** The bare repository in a folder. */
  public static GitCommits in(Path folder) throws IOException {
    return new GitCommits(new FileRepository(folder.toFile()));
  }

  @Override
  public synchronized Optional<CommitId> tip(String ref) {
    try {
      return Optional.ofNullable(repository.resolve(ref)).map(it -> new CommitId(it.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized CommitId mergeBase(CommitId one, CommitId other) {
    try (var walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(one.value())));
      walk.markStart(walk.parseCommit(ObjectId.fromString(other.value())));
      return new CommitId(walk.next().name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits on a ref as somebody does: sets files. The ref begins where {@code from} points. */
  public synchronized CommitId commit(String ref, String from, Map<String, String> files) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      Optional<CommitId> parent = tip(ref).or(() -> tip(from));
      ObjectId tree = tree(inserter, parent, files);
      return write(inserter, ref, tree, parent.stream().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectId tree(
      ObjectInserter inserter, Optional<CommitId> parent, Map<String, String> files)
      throws IOException {
    var entries = new TreeMap<String, DirCacheEntry>();
    if (parent.isPresent()) {
      try (var walk = new TreeWalk(repository)) {
        walk.setRecursive(true);
        walk.addTree(repository.parseCommit(ObjectId.fromString(parent.get().value())).getTree());
        while (walk.next()) {
          entries.put(walk.getPathString(), entry(walk.getPathString(), walk.getObjectId(0)));
        }
      }
    }
    for (var file : files.entrySet()) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(UTF_8));
      entries.put(file.getKey(), entry(file.getKey(), blob));
    }
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    entries.values().forEach(builder::add);
    builder.finish();
    return index.writeTree(inserter);
  }

  private static DirCacheEntry entry(String path, ObjectId blob) {
    var entry = new DirCacheEntry(path);
    entry.setFileMode(FileMode.REGULAR_FILE);
    entry.setObjectId(blob);
    return entry;
  }

  private CommitId write(ObjectInserter inserter, String ref, ObjectId tree, List<CommitId> parents)
      throws IOException {
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(ADA);
    commit.setCommitter(ADA);
    commit.setMessage("Commit on " + ref + "\n");
    commit.setParentIds(parents.stream().map(it -> ObjectId.fromString(it.value())).toList());
    var id = new CommitId(inserter.insert(commit).name());
    inserter.flush();
    point(ref, id);
    return id;
  }

  @Override
  public synchronized void point(String ref, CommitId to) {
    try {
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(ObjectId.fromString(to.value()));
      update.setForceUpdate(true);
      update.update();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void merge(CommitId head, String ref, Merge how) {
    CommitId target = tip(ref).orElseThrow();
    try (var walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit ours = walk.parseCommit(ObjectId.fromString(target.value()));
      RevCommit theirs = walk.parseCommit(ObjectId.fromString(head.value()));
      Merger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
      if (!merger.merge(ours, theirs)) {
        throw new IllegalStateException("The pull request has conflicts.");
      }
      write(
          inserter,
          ref,
          merger.getResultTreeId(),
          how == Merge.MERGE ? List.of(target, head) : List.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
