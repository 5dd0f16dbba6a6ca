package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.LinkTrees.View;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.History;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Tells what happened on a branch. Fetches the commits in question, and no others. */
record BranchHistory(RemoteObjects objects, LinkTrees trees) {

  History between(Optional<ObjectId> since, ObjectId tip) throws IOException {
    if (since.isPresent()) {
      Optional<History> history = since(since.get(), tip);
      if (history.isPresent()) {
        return history.get();
      }
    }
    return newest(tip);
  }

  /** Empty when the one does not lead to the other. */
  private Optional<History> since(ObjectId since, ObjectId tip) throws IOException {
    if (since.equals(tip)) {
      return Optional.of(new History(List.of(), Set.of()));
    }
    Optional<Set<ObjectId>> came = objects.fetchSince(since, tip);
    if (came.isEmpty()) {
      return Optional.empty();
    }
    Set<ObjectId> before = reachable(since, came.get());
    var after = new LinkedHashSet<>(reachable(tip, came.get()));
    after.removeAll(before);
    if (after.stream().noneMatch(id -> parents(id).contains(since))) {
      return Optional.empty();
    }
    List<ObjectId> newestFirst = sort(after);
    Map<ObjectId, View> views = views(newestFirst, Set.of(since, tip));
    return Optional.of(
        new History(commits(newestFirst, views), view(views, tip).differences(view(views, since))));
  }

  /** One generation more than is told, for what the oldest changed. */
  private History newest(ObjectId tip) throws IOException {
    Set<ObjectId> came = objects.fetchNewest(tip, GitRemote.NEWEST + 1);
    List<ObjectId> newestFirst =
        sort(reachable(tip, came)).stream().limit(GitRemote.NEWEST).toList();
    Map<ObjectId, View> views = views(newestFirst, Set.of(tip));
    return new History(commits(newestFirst, views), view(views, tip).files());
  }

  private Map<ObjectId, View> views(List<ObjectId> commits, Set<ObjectId> others)
      throws IOException {
    var all = new HashSet<>(others);
    all.addAll(commits);
    commits.stream().flatMap(id -> parents(id).stream().limit(1)).forEach(all::add);
    return trees.views(all);
  }

  private List<BranchCommit> commits(List<ObjectId> newestFirst, Map<ObjectId, View> views) {
    return newestFirst.reversed().stream().map(id -> commit(id, views)).toList();
  }

  private BranchCommit commit(ObjectId id, Map<ObjectId, View> views) {
    RevCommit commit = objects.commit(id);
    View before =
        parents(id).stream()
            .findFirst()
            .map(parent -> view(views, parent))
            .orElseGet(() -> View.empty(trees));
    Set<RepoPath> touched = view(views, id).differences(before);
    PersonIdent author = commit.getAuthorIdent();
    return new BranchCommit(
        new CommitId(id.name()),
        new Person(author.getName(), author.getEmailAddress()),
        author.getWhenAsInstant(),
        commit.getFullMessage(),
        touched);
  }

  private static View view(Map<ObjectId, View> views, ObjectId id) {
    return Optional.ofNullable(views.get(id)).orElseThrow();
  }

  private List<ObjectId> parents(ObjectId id) {
    return Arrays.stream(objects.commit(id).getParents()).map(RevCommit::copy).toList();
  }

  /** Of some commits, those that one leads to, itself included. */
  private Set<ObjectId> reachable(ObjectId from, Set<ObjectId> among) {
    var reached = new LinkedHashSet<ObjectId>();
    var next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      ObjectId id = next.remove();
      if (among.contains(id) && reached.add(id)) {
        next.addAll(parents(id));
      }
    }
    return reached;
  }

  /** No commit before one that it is a parent of; else by time, newest first. */
  private List<ObjectId> sort(Set<ObjectId> commits) {
    var children = new HashMap<ObjectId, Integer>();
    commits.forEach(id -> parents(id).forEach(parent -> children.merge(parent, 1, Integer::sum)));
    var ready =
        new PriorityQueue<ObjectId>(
            Comparator.<ObjectId>comparingInt(id -> objects.commit(id).getCommitTime()).reversed());
    commits.stream().filter(id -> !children.containsKey(id)).forEach(ready::add);
    var sorted = new ArrayList<ObjectId>();
    while (!ready.isEmpty()) {
      ObjectId id = ready.remove();
      sorted.add(id);
      for (ObjectId parent : parents(id)) {
        int left = children.merge(parent, -1, Integer::sum);
        if (left == 0 && commits.contains(parent)) {
          ready.add(parent);
        }
      }
    }
    return sorted;
  }
}
