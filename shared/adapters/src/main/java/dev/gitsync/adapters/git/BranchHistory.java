package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.LinkTrees.View;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
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

/**
 * Tells what happened on a branch. Fetches the commits in question, and no others: one request
 * where the history goes on, and two more where it is broken.
 */
record BranchHistory(RemoteObjects objects, LinkTrees trees) {

  /** One more than is told, for what the oldest changed. */
  private static final int GENERATIONS = GitRemote.NEWEST + 1;

  History between(Optional<ObjectId> since, ObjectId tip) throws IOException {
    if (since.isEmpty()) {
      return newest(tip, fetchNewest(tip));
    }
    Optional<History> history = since(since.get(), tip);
    return history.isPresent() ? history.get() : apart(since.get(), tip);
  }

  /** Empty when the one does not lead to the other. */
  private Optional<History> since(ObjectId since, ObjectId tip) throws IOException {
    if (since.equals(tip)) {
      return Optional.of(new History(List.of(), Set.of(), Continuity.CONTINUED));
    }
    Optional<Set<ObjectId>> came = objects.fetchSince(since, tip);
    if (came.isEmpty()) {
      return Optional.empty();
    }
    Set<ObjectId> after = missing(since, tip, came.get());
    if (after.stream().noneMatch(id -> parents(id).contains(since))) {
      return Optional.empty();
    }
    return Optional.of(history(since, tip, sort(after), Continuity.CONTINUED));
  }

  /**
   * Of commits neither of which is known to lead to the other. A server may say that they are apart
   * when a clock was wrong, so the commits themselves have the last word.
   */
  private History apart(ObjectId since, ObjectId tip) throws IOException {
    Set<ObjectId> came = fetchNewest(tip);
    boolean leads = reachable(tip, came).contains(since);
    Optional<Set<ObjectId>> old = leads ? Optional.of(came) : objects.fetchLost(since, GENERATIONS);
    if (old.isEmpty()) {
      return newest(tip, came);
    }
    var among = new HashSet<>(came);
    among.addAll(old.get());
    List<ObjectId> newestFirst = sort(missing(since, tip, among));
    return leads
        ? history(since, tip, newestFirst, Continuity.CONTINUED)
        : history(since, tip, newest(newestFirst), Continuity.BROKEN);
  }

  private Set<ObjectId> fetchNewest(ObjectId tip) throws IOException {
    return objects.fetchNewest(tip, GENERATIONS);
  }

  private static List<ObjectId> newest(List<ObjectId> newestFirst) {
    return newestFirst.stream().limit(GitRemote.NEWEST).toList();
  }

  private History newest(ObjectId tip, Set<ObjectId> came) throws IOException {
    List<ObjectId> newestFirst = newest(sort(reachable(tip, came)));
    Map<ObjectId, View> views = views(newestFirst, Set.of(tip));
    return new History(commits(newestFirst, views), view(views, tip).files(), Continuity.BROKEN);
  }

  private History history(
      ObjectId since, ObjectId tip, List<ObjectId> newestFirst, Continuity continuity)
      throws IOException {
    Map<ObjectId, View> views = views(newestFirst, Set.of(since, tip));
    return new History(
        commits(newestFirst, views), view(views, tip).differences(view(views, since)), continuity);
  }

  /** Of some commits, those that a tip has and an earlier one has not. */
  private Set<ObjectId> missing(ObjectId since, ObjectId tip, Set<ObjectId> among) {
    Set<ObjectId> after = reachable(tip, among);
    after.removeAll(reachable(since, among));
    return after;
  }

  private Map<ObjectId, View> views(List<ObjectId> commits, Set<ObjectId> others)
      throws IOException {
    var all = new HashSet<>(others);
    all.addAll(commits);
    commits.forEach(id -> all.addAll(parents(id)));
    return trees.views(all);
  }

  private List<BranchCommit> commits(List<ObjectId> newestFirst, Map<ObjectId, View> views) {
    return newestFirst.reversed().stream().map(id -> commit(id, views)).toList();
  }

  private BranchCommit commit(ObjectId id, Map<ObjectId, View> views) {
    RevCommit commit = objects.commit(id);
    PersonIdent author = commit.getAuthorIdent();
    return new BranchCommit(
        new CommitId(id.name()),
        new Person(author.getName(), author.getEmailAddress()),
        author.getWhenAsInstant(),
        commit.getFullMessage(),
        differences(id, views));
  }

  private List<Set<RepoPath>> differences(ObjectId id, Map<ObjectId, View> views) {
    View view = view(views, id);
    List<ObjectId> parents = parents(id);
    return parents.isEmpty()
        ? List.of(view.differences(View.empty(trees)))
        : parents.stream().map(parent -> view.differences(view(views, parent))).toList();
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
