package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Reads commits, trees and files of a branch that is here, and of them only what concerns a link.
 */
record BranchObjects(Repository repository, LinkLayout layout) {

  boolean has(CommitId commit) {
    return reading(reader -> reader.has(id(commit)));
  }

  Set<RepoPath> list(CommitId at) {
    return reading(
        reader -> {
          try (RevWalk walk = new RevWalk(reader);
              TreeWalk trees = new TreeWalk(reader)) {
            trees.addTree(walk.parseCommit(id(at)).getTree());
            trees.setRecursive(true);
            trees.setFilter(PathFilterGroup.createFromStrings(places()));
            return paths(trees);
          }
        });
  }

  Set<RepoPath> differences(CommitId before, CommitId after) {
    return reading(
        reader -> {
          try (RevWalk walk = new RevWalk(reader)) {
            return differences(
                reader, Optional.of(walk.parseCommit(id(before))), walk.parseCommit(id(after)));
          }
        });
  }

  Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return reading(
        reader -> {
          var contents = new HashMap<RepoPath, byte[]>();
          try (RevWalk walk = new RevWalk(reader)) {
            RevCommit commit = walk.parseCommit(id(at));
            for (RepoPath path : paths) {
              try (TreeWalk found = TreeWalk.forPath(reader, path.value(), commit.getTree())) {
                if (found != null && isFile(found)) {
                  contents.put(path, content(reader.open(found.getObjectId(0))));
                }
              }
            }
          }
          return contents;
        });
  }

  /** A commit that is not here counts as gone. */
  History history(Optional<CommitId> since, CommitId tip) {
    Optional<CommitId> known = since.filter(this::has);
    return reading(
        reader -> {
          try (RevWalk walk = new RevWalk(reader)) {
            RevCommit after = walk.parseCommit(id(tip));
            if (known.isEmpty()) {
              return new History(
                  newest(reader, walk, Optional.empty(), after), list(tip), Continuity.BROKEN);
            }
            RevCommit before = walk.parseCommit(id(known.get()));
            Set<RepoPath> changed = differences(reader, Optional.of(before), after);
            boolean leads = walk.isMergedInto(before, after);
            walk.reset();
            return leads
                ? new History(
                    commits(reader, walk, Optional.of(before), after, Integer.MAX_VALUE),
                    changed,
                    Continuity.CONTINUED)
                : new History(
                    newest(reader, walk, Optional.of(before), after), changed, Continuity.BROKEN);
          }
        });
  }

  private List<BranchCommit> newest(
      ObjectReader reader, RevWalk walk, Optional<RevCommit> since, RevCommit tip)
      throws IOException {
    return commits(reader, walk, since, tip, GitRemote.NEWEST);
  }

  private List<BranchCommit> commits(
      ObjectReader reader, RevWalk walk, Optional<RevCommit> since, RevCommit tip, int most)
      throws IOException {
    walk.markStart(tip);
    if (since.isPresent()) {
      walk.markUninteresting(since.get());
    }
    walk.sort(RevSort.TOPO);
    var newestFirst = new ArrayList<BranchCommit>();
    for (RevCommit commit : walk) {
      if (newestFirst.size() == most) {
        break;
      }
      newestFirst.add(commit(reader, walk, commit));
    }
    return List.copyOf(newestFirst.reversed());
  }

  private BranchCommit commit(ObjectReader reader, RevWalk walk, RevCommit commit)
      throws IOException {
    PersonIdent author = commit.getAuthorIdent();
    return new BranchCommit(
        new CommitId(commit.name()),
        new Person(author.getName(), author.getEmailAddress()),
        author.getWhenAsInstant(),
        commit.getFullMessage(),
        differences(reader, walk, commit));
  }

  private List<Set<RepoPath>> differences(ObjectReader reader, RevWalk walk, RevCommit commit)
      throws IOException {
    if (commit.getParentCount() == 0) {
      return List.of(differences(reader, Optional.empty(), commit));
    }
    var differences = new ArrayList<Set<RepoPath>>();
    for (RevCommit parent : commit.getParents()) {
      differences.add(differences(reader, Optional.of(walk.parseCommit(parent)), commit));
    }
    return differences;
  }

  private Set<RepoPath> differences(
      ObjectReader reader, Optional<RevCommit> before, RevCommit after) throws IOException {
    try (TreeWalk trees = new TreeWalk(reader)) {
      if (before.isPresent()) {
        trees.addTree(before.get().getTree());
      } else {
        trees.addTree(new EmptyTreeIterator());
      }
      trees.addTree(after.getTree());
      trees.setRecursive(true);
      trees.setFilter(
          AndTreeFilter.create(PathFilterGroup.createFromStrings(places()), TreeFilter.ANY_DIFF));
      return paths(trees);
    }
  }

  private List<String> places() {
    return Stream.concat(layout.folders().stream(), Stream.of(layout.aliases(), layout.manifest()))
        .map(RepoPath::value)
        .toList();
  }

  private Set<RepoPath> paths(TreeWalk trees) throws IOException {
    var paths = new HashSet<String>();
    while (trees.next()) {
      paths.add(trees.getPathString());
    }
    return paths.stream()
        .flatMap(path -> RepoPath.parse(path).stream())
        .filter(layout::concerns)
        .collect(Collectors.toSet());
  }

  private static boolean isFile(TreeWalk entry) {
    FileMode mode = entry.getFileMode(0);
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  private static byte[] content(ObjectLoader blob) throws IOException {
    try (ObjectStream stream = blob.openStream()) {
      return stream.readNBytes(GitRemote.MOST_BYTES);
    }
  }

  private static ObjectId id(CommitId commit) {
    return ObjectId.fromString(commit.value());
  }

  /** Something that reads objects. */
  @FunctionalInterface
  private interface Reading<T> {
    T with(ObjectReader reader) throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reading.with(reader);
    } catch (IOException e) {
      throw new IllegalStateException("An object that was fetched cannot be read.", e);
    }
  }
}
