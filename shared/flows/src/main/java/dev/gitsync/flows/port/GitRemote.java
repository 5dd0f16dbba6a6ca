package dev.gitsync.flows.port;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The branch of a link in its repository, and of that only the files that concern the link.
 *
 * <p>Throws {@link dev.gitsync.flows.NeedsUser} when the repository is not there or the credentials
 * are wrong, and {@link dev.gitsync.flows.TryLater} when the server cannot be reached or fails.
 */
public interface GitRemote extends AutoCloseable {

  /** How much of a file is read: one byte more than a file may have. */
  int MOST_BYTES = (1 << 20) + 1;

  /** How many commits are given of a history without a beginning. */
  int NEWEST = 100;

  /** Where the branch points now. Asks the server every time, with one request. */
  Tip tip();

  /**
   * Where the branch pointed when this process saw it last. Asks nobody, so it may be wrong; what
   * is built on it holds only when a push on it is accepted.
   */
  default Optional<CommitId> lastSeen() {
    return Optional.empty();
  }

  /**
   * What happened on the branch after a commit.
   *
   * <p>After a force push by somebody else that commit may be in the repository still, though it
   * does not lead to the tip. CodeCommit gives it, and so do servers by C git that speak protocol 2
   * (GitHub, GitLab). From others, as those of JGit and all that speak protocol 0, it cannot be
   * had, and it counts as gone.
   *
   * @param since a commit that was the branch's tip once; where it is empty or gone, all files
   *     count as changed, and the newest {@value #NEWEST} commits are given
   */
  History history(Optional<CommitId> since, CommitId tip);

  /** The files that concern the link, with symbolic links, which are not read. */
  Set<RepoPath> list(CommitId at);

  /**
   * The files that concern the link and are not the same in two commits of the repository, whether
   * or not the branch leads to them. Where the server does not give a commit by its id, it has to
   * be where some ref of the repository points.
   *
   * @throws dev.gitsync.flows.TryLater when a commit is not there, or not to be had
   */
  Set<RepoPath> differences(CommitId before, CommitId after);

  /**
   * The contents of those of the files that are there and are regular files, at most {@link
   * #MOST_BYTES} of each.
   */
  Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths);

  /**
   * Puts commits on top of the branch, all or none, provided that it still points where expected.
   * (A host that takes commits one by one only, as the API of CodeCommit, may have taken the first
   * of them when it says that the branch moved: a rerun finds them by their trailers.)
   *
   * @param expected the tip that the commits are made for; empty for an empty repository
   * @param commits oldest first, at least one
   */
  PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits);

  /**
   * Makes the branch, with commits on top of one that another branch points at. {@link HeadMoved}
   * when there is a branch of this name, or none at that commit any more. (CodeCommit's API makes
   * the branch first: a run that died may have left it at {@code from}.)
   *
   * @param commits oldest first, at least one
   */
  PushOutcome branchOff(CommitId from, List<CommitDraft> commits);

  /** Whether commits can be made that merge another. */
  default Merges merges() {
    return Merges.MADE;
  }

  /** Throws {@link dev.gitsync.flows.NeedsUser} when the credentials do not allow to push. */
  void checkPush();

  @Override
  void close();

  /** Where a branch points. */
  sealed interface Tip {}

  /** At a commit. */
  record At(CommitId commit) implements Tip {}

  /** The repository has no branch at all. */
  record Unborn() implements Tip {}

  /** The repository has branches, but not this one. */
  record Missing() implements Tip {}

  /**
   * What happened between two commits.
   *
   * @param commits that the later has and the earlier has not, oldest first; the newest {@value
   *     #NEWEST} of them where the earlier does not lead to the later
   * @param changed the files that differ between the two
   */
  record History(List<BranchCommit> commits, Set<RepoPath> changed, Continuity continuity) {
    public History {
      commits = List.copyOf(commits);
      changed = Set.copyOf(changed);
    }
  }

  /** Whether commits can be made that have two parents. */
  enum Merges {
    MADE,
    /** The host's API makes none that says what its files are to be. */
    NOT_MADE
  }

  /** Whether a history goes on from the commit after which it was asked for. */
  enum Continuity {
    /** The commit leads to the tip: a file that it had and the tip has not was deleted since. */
    CONTINUED,
    /**
     * The commit is gone or does not lead to the tip, or there was none: that a file is not there
     * says nothing of what anybody did. Also where that is not found out, as when CodeCommit's
     * branch moved by more than a thousand commits.
     */
    BROKEN
  }

  /**
   * A commit on the branch.
   *
   * @param differences the files of the link that are otherwise than in each of its parents, in
   *     their order; all of them in one set where it has none
   */
  record BranchCommit(
      CommitId id, Person author, Instant at, String message, List<Set<RepoPath>> differences) {
    public BranchCommit {
      differences = differences.stream().map(Set::copyOf).toList();
    }

    /** The files that it brought to the branch: a merge brings what was made on another one. */
    public Set<RepoPath> touched() {
      return differences.getFirst();
    }

    /** Those that were made what they are by this commit: they are so in none of its parents. */
    public Set<RepoPath> edited() {
      return touched().stream()
          .filter(path -> differences.stream().allMatch(it -> it.contains(path)))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * A commit to be made. The service is the committer.
   *
   * <p>What is written in place of an executable file is executable. A folder that has nothing left
   * is gone too. A host may take a commit that changes nothing for the one before it.
   *
   * @param files what they are to hold, in UTF-8
   * @param deleted files that are not to be there any more, none of them in {@code files}; one that
   *     is not there, or is a folder, is left alone
   * @param merged a commit of another branch that becomes the second parent. All files are as they
   *     are there, before these are written and deleted: what only the branch itself has is gone
   */
  record CommitDraft(
      Map<RepoPath, String> files,
      Set<RepoPath> deleted,
      Person author,
      Instant at,
      String message,
      Optional<CommitId> merged) {
    public CommitDraft {
      files = Map.copyOf(files);
      deleted = Set.copyOf(deleted);
      if (!Collections.disjoint(files.keySet(), deleted)) {
        throw new IllegalArgumentException("A file cannot be both written and deleted.");
      }
    }

    /** A commit that merges nothing. */
    public CommitDraft(
        Map<RepoPath, String> files,
        Set<RepoPath> deleted,
        Person author,
        Instant at,
        String message) {
      this(files, deleted, author, at, message, Optional.empty());
    }

    /** A commit that deletes nothing. */
    public CommitDraft(Map<RepoPath, String> files, Person author, Instant at, String message) {
      this(files, Set.of(), author, at, message);
    }

    /** The files that the commit writes or deletes. */
    public Set<RepoPath> paths() {
      var paths = new HashSet<>(files.keySet());
      paths.addAll(deleted);
      return Set.copyOf(paths);
    }
  }

  /** What became of a push. */
  sealed interface PushOutcome {}

  /** The branch has the commits; their ids in the order given. */
  record Pushed(List<CommitId> commits) implements PushOutcome {
    public Pushed {
      commits = List.copyOf(commits);
    }

    /** Where the branch points now. */
    public CommitId tip() {
      return commits.getLast();
    }
  }

  /** The branch does not point where it was expected to; nothing was changed. */
  record HeadMoved() implements PushOutcome {}

  /**
   * The host does not want the commits; nothing was changed.
   *
   * @param words the host's own
   */
  record Refused(Reason reason, String words) implements PushOutcome {}

  /** Why a host does not want commits, as far as it can be told from its words. */
  enum Reason {
    /** The branch takes commits by pull request only, or from others only. */
    PROTECTED,
    /** A rule or hook of the host or its owner does not let these commits pass. */
    POLICY,
    /** Too much at once, or a file that is too large. */
    SIZE,
    /** The credentials may read and not write. */
    PERMISSION
  }
}
