package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.testkit.InMemoryGit.Commit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was done on branches of ours, and what came of it on the branch that links are tied to. */
final class Proposals {

  /** What somebody else made of a file on a branch of ours. */
  record Review(String path, String before, String after) {
    /** Whether nothing of what it brought is left: changes of ours have overruled it since. */
    boolean isOverruledIn(Commit commit) {
      BitSet brought = Tokens.without(Tokens.in(after), Tokens.in(before));
      String text = commit.files().getOrDefault(new RepoPath(path), "");
      return !brought.isEmpty() && !brought.intersects(Tokens.in(text));
    }
  }

  /**
   * One commit that brought all of a branch of ours.
   *
   * @param workspace whose it is
   * @param reviewed files in which there is something that somebody else has made on it
   */
  private record Arrival(WorkspaceId workspace, Set<RepoPath> reviewed) {}

  private final Map<String, Deliveries> deliveries = new HashMap<>();
  private final Map<String, List<Review>> reviews = new HashMap<>();
  private final List<Review> all = new ArrayList<>();
  private final Map<CommitId, Arrival> arrivals = new HashMap<>();

  /**
   * Notes a commit of ours on a branch of ours.
   *
   * @return what is wrong with it, if something is
   */
  Optional<String> note(String branch, CommitId id, String message, Map<ChangeId, Change> changes) {
    return deliveries
        .computeIfAbsent(branch, it -> new Deliveries())
        .note(id, message, changes)
        .map(it -> "On " + branch + ": " + it);
  }

  /** Somebody else committed to a branch of ours. */
  void reviewed(String branch, Review review) {
    all.add(review);
    reviews.computeIfAbsent(branch, it -> new ArrayList<>()).add(review);
  }

  /**
   * Somebody merged a branch of ours.
   *
   * @param by the one commit that brings all of it; empty where there are several
   * @return what others did on it
   */
  List<Review> merged(String branch, Optional<Commit> by) {
    List<Review> done = Optional.ofNullable(reviews.remove(branch)).orElse(List.of());
    by.ifPresent(
        commit -> {
          Set<RepoPath> paths =
              done.stream()
                  .filter(it -> !it.isOverruledIn(commit))
                  .map(it -> new RepoPath(it.path()))
                  .collect(Collectors.toSet());
          arrivals.put(commit.id(), new Arrival(new WorkspaceId(owner(branch)), paths));
        });
    return done;
  }

  /** {@code acme} of {@code gitsync/acme/0123abcd}. */
  private static String owner(String branch) {
    int start = branch.indexOf('/') + 1;
    return branch.substring(start, branch.indexOf('/', start));
  }

  /** A branch of ours is gone; a run that has not seen that may make another of its name. */
  void deleted(String branch) {
    deliveries.remove(branch);
  }

  /** Whether a reviewer ever took a file away that was proposed. */
  boolean isRemoved(RepoPath path) {
    return all.stream().anyMatch(it -> it.path().equals(path.value()) && it.after().isEmpty());
  }

  /** All that somebody else ever made of files on branches of ours: the pull requests show it. */
  Stream<String> reviewed() {
    return all.stream().map(Review::after);
  }

  /** Whether one commit brought all of a branch of ours. */
  boolean isArrival(CommitId commit) {
    return arrivals.containsKey(commit);
  }

  /** Whether one commit brought all of a branch of ours, on which somebody else decided a file. */
  boolean isReviewed(CommitId commit, RepoPath path) {
    return Optional.ofNullable(arrivals.get(commit))
        .filter(it -> it.reviewed().contains(path))
        .isPresent();
  }

  /**
   * The workspace that changed a file by a pull request; empty where a reviewer had a hand in it.
   */
  Optional<WorkspaceId> proposedBy(CommitId commit, RepoPath path) {
    return Optional.ofNullable(arrivals.get(commit))
        .filter(it -> !it.reviewed().contains(path))
        .map(Arrival::workspace);
  }
}
