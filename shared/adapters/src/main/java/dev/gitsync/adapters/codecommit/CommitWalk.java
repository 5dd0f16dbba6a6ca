package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.Continuity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/**
 * Walks from commit to parent, one call for each commit, newest first as git does, so that a walk
 * ends soon after it is past what was asked for.
 */
final class CommitWalk {

  /** A branch that moved by more is taken for another one. */
  private static final int MOST_CALLS = 1_000;

  /** {@code 1508280564 -0800}. */
  private static final Pattern DATE = Pattern.compile("(\\d{1,12})(\\s.*)?");

  private final CodeCommitApi api;
  private final Map<CommitId, Commit> known = new HashMap<>();

  CommitWalk(CodeCommitApi api) {
    this.api = api;
  }

  /**
   * What is between two commits.
   *
   * @param commits that the later has and the earlier has not, oldest first
   */
  record Way(List<Commit> commits, Continuity continuity) {}

  /** Empty when the earlier one is gone, or too far away to tell. */
  Optional<Way> between(CommitId since, CommitId tip) {
    begin(tip);
    if (!learn(since) || !fetch(since, tip)) {
      return Optional.empty();
    }
    Set<CommitId> after = reachable(tip);
    Continuity continuity = after.contains(since) ? Continuity.CONTINUED : Continuity.BROKEN;
    after.removeAll(reachable(since));
    List<Commit> commits = oldestFirst(after);
    return Optional.of(
        new Way(
            continuity == Continuity.CONTINUED
                ? commits
                : commits.subList(Math.max(0, commits.size() - GitRemote.NEWEST), commits.size()),
            continuity));
  }

  /** The newest commits, at most {@link GitRemote#NEWEST}, oldest first. */
  List<Commit> newest(CommitId tip) {
    begin(tip);
    var open = new HashSet<>(Set.of(tip));
    var newest = new HashSet<CommitId>();
    while (!open.isEmpty() && newest.size() < GitRemote.NEWEST) {
      CommitId id = Collections.max(open, byDate());
      open.remove(id);
      newest.add(id);
      parents(id).stream().filter(it -> !newest.contains(it) && learn(it)).forEach(open::add);
    }
    return oldestFirst(newest);
  }

  private void begin(CommitId tip) {
    if (!learn(tip)) {
      throw new TryLater("GIT-011", "The branch was moved while it was read.", null);
    }
  }

  /**
   * Fetches until all that is left to look at is known to lead to the earlier commit's own past,
   * and, where that does not lead to the tip, is older than what the tip has of its own.
   */
  private boolean fetch(CommitId since, CommitId tip) {
    var open = new HashSet<>(List.of(tip, since));
    var past = new HashSet<>(Set.of(since));
    Comparator<CommitId> next = byDate().thenComparing(id -> !past.contains(id));
    while (!past.containsAll(open) || (!reachable(tip).contains(since) && mayLead(open, past))) {
      if (known.size() > MOST_CALLS) {
        return false;
      }
      CommitId id = Collections.max(open, next);
      open.remove(id);
      for (CommitId parent : parents(id)) {
        if (!known.containsKey(parent) && learn(parent)) {
          open.add(parent);
        }
        if (past.contains(id)) {
          past.addAll(reachable(parent));
        }
      }
    }
    return true;
  }

  /** Whether one of some commits may lead to a known one that is not known to be past. */
  private boolean mayLead(Set<CommitId> open, Set<CommitId> past) {
    return known.keySet().stream()
        .filter(id -> !past.contains(id))
        .min(byDate())
        .filter(oldest -> open.stream().anyMatch(id -> byDate().compare(id, oldest) >= 0))
        .isPresent();
  }

  private boolean learn(CommitId id) {
    if (!known.containsKey(id)) {
      api.commit(id).ifPresent(commit -> known.put(id, commit));
    }
    return known.containsKey(id);
  }

  private List<CommitId> parents(CommitId id) {
    return parents(commit(id));
  }

  static List<CommitId> parents(Commit commit) {
    return commit.parents().stream().map(CommitId::new).toList();
  }

  private Commit commit(CommitId id) {
    return Optional.ofNullable(known.get(id)).orElseThrow();
  }

  /** Of the known commits, those that one leads to, itself included. */
  private Set<CommitId> reachable(CommitId from) {
    var reached = new LinkedHashSet<CommitId>();
    var next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      CommitId id = next.remove();
      if (known.containsKey(id) && reached.add(id)) {
        next.addAll(parents(id));
      }
    }
    return reached;
  }

  private Comparator<CommitId> byDate() {
    return Comparator.comparing(id -> date(commit(id).committer()));
  }

  static Instant date(UserInfo person) {
    Matcher matcher = DATE.matcher(String.valueOf(person.date()));
    return matcher.matches()
        ? Instant.ofEpochSecond(Long.parseLong(matcher.group(1)))
        : Instant.EPOCH;
  }

  /** No commit before one that it descends from; else by time. */
  private List<Commit> oldestFirst(Set<CommitId> commits) {
    var children = new HashMap<CommitId, Integer>();
    commits.forEach(id -> parents(id).forEach(parent -> children.merge(parent, 1, Integer::sum)));
    var ready = new PriorityQueue<CommitId>(byDate().reversed());
    commits.stream().filter(id -> !children.containsKey(id)).forEach(ready::add);
    var newestFirst = new ArrayList<Commit>();
    while (!ready.isEmpty()) {
      CommitId id = ready.remove();
      newestFirst.add(commit(id));
      for (CommitId parent : parents(id)) {
        if (children.merge(parent, -1, Integer::sum) == 0 && commits.contains(parent)) {
          ready.add(parent);
        }
      }
    }
    return newestFirst.reversed();
  }
}
