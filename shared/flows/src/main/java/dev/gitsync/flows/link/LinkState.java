package dev.gitsync.flows.link;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far both sides have come.
 *
 * @param lastRead the commit up to which the workspace knows what Git says; empty before the first
 *     sync
 * @param problems of the files that could not be applied, the first {@value #MOST_PROBLEMS}; these
 *     files are looked at again whenever the branch moves
 * @param problemCount of all of them
 * @param failures what keeps a flow from working, by the flow's name
 * @param requests what somebody asked for and is not done
 * @param heldUntil until when a full resync has the link to itself
 * @param manifest whether the manifest on the branch is known to differ
 * @param webhook when the host's push webhook last told of this branch; empty while it is not known
 *     to work
 * @param openConflicts how many conflicts are kept with the workspace's resources
 * @param deletions deletions that the guard has stopped
 * @param delivered a commit that came after the one last read and on which changes were taken off
 *     the list: it has to lead to the tip, else somebody has forced the branch; the one last read
 *     where its files are to be looked at once more
 * @param proposal where waiting changes are, while a pull request has to bring them
 */
public record LinkState(
    Optional<CommitId> lastRead,
    List<Problem> problems,
    int problemCount,
    Map<String, Failure> failures,
    Requests requests,
    Optional<Instant> heldUntil,
    ManifestState manifest,
    Optional<Instant> webhook,
    int openConflicts,
    Optional<HeldDeletions> deletions,
    Optional<CommitId> delivered,
    Optional<Proposal> proposal) {

  /** How many problems are kept. */
  public static final int MOST_PROBLEMS = 200;

  /** The state of a link that was never synced. */
  public static final LinkState INITIAL =
      new LinkState(
          Optional.empty(),
          List.of(),
          0,
          Map.of(),
          Requests.NONE,
          Optional.empty(),
          ManifestState.CURRENT,
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public LinkState {
    problems = List.copyOf(problems);
    failures = Map.copyOf(failures);
  }

  /** Whether the manifest on the branch has to be written again. */
  public enum ManifestState {
    CURRENT,
    STALE
  }

  /** A full resync that was asked for. */
  public record ResyncRequest(Person by, Instant at) {}

  /**
   * A restore that was asked for.
   *
   * @param commit what the workspace is to be like again
   */
  public record RestoreRequest(Person by, Instant at, CommitId commit) {}

  /** What was asked for. */
  public record Requests(Optional<ResyncRequest> resync, Optional<RestoreRequest> restore) {
    static final Requests NONE = new Requests(Optional.empty(), Optional.empty());
  }

  /** A full resync that somebody asked for and that is not done. */
  public Optional<ResyncRequest> resync() {
    return requests.resync();
  }

  /** A restore that somebody asked for and that is not done. */
  public Optional<RestoreRequest> restore() {
    return requests.restore();
  }

  /** Whether a file may be one that could not be applied: where not all are known, each may. */
  public boolean isProblem(RepoPath file) {
    return problemCount > problems.size()
        || problems.stream().anyMatch(it -> it.file().equals(file));
  }

  /** The state after everything up to a commit was read. */
  public LinkState read(CommitId tip, List<Problem> found, ManifestState seen) {
    return copy(
        next -> {
          next.lastRead = Optional.of(tip);
          next.delivered = Optional.empty();
          next.problems = found.subList(0, Math.min(found.size(), MOST_PROBLEMS));
          next.problemCount = found.size();
          next.manifest = seen;
        });
  }

  /** The state after we pushed a commit on top of what was read. */
  public LinkState pushed(CommitId tip) {
    return copy(next -> next.lastRead = Optional.of(tip));
  }

  /** The state after changes were taken off the list on a tip that was not read yet. */
  public LinkState deliveredOn(Optional<CommitId> tip) {
    return tip.equals(lastRead) ? this : copy(next -> next.delivered = tip);
  }

  /** The state in which the inbound flow looks once more, even if the branch does not move. */
  public LinkState toBeReadAgain() {
    return delivered.isPresent() ? this : copy(next -> next.delivered = lastRead);
  }

  /** The state in which some files have problems too, so that they are looked at again. */
  public LinkState withProblems(List<Problem> more) {
    var all = new ArrayList<>(problems);
    more.stream().filter(it -> !isProblem(it.file())).forEach(all::add);
    int added = all.size() - problems.size();
    return copy(
        next -> {
          next.problems = all.subList(0, Math.min(all.size(), MOST_PROBLEMS));
          next.problemCount = problemCount + added;
        });
  }

  /** The state with what keeps a flow from working set, or cleared. */
  public LinkState with(String flow, Optional<Failure> failure) {
    var changed = new LinkedHashMap<>(failures);
    changed.remove(flow);
    failure.ifPresent(it -> changed.put(flow, it));
    return copy(next -> next.failures = changed);
  }

  /** The state in which everything that failed may be tried again at once. */
  public LinkState retriedAt(Instant now) {
    var changed = new LinkedHashMap<String, Failure>();
    failures.forEach((flow, failure) -> changed.put(flow, failure.retriedAt(now)));
    return copy(next -> next.failures = changed);
  }

  /** Whether a flow may be tried by itself: it has not failed, or has waited long enough. */
  public boolean mayTry(String flow, Instant now) {
    return failure(flow).filter(it -> it.retryAt().isAfter(now)).isEmpty();
  }

  /** What keeps a flow from working, if something does. */
  public Optional<Failure> failure(String flow) {
    return Optional.ofNullable(failures.get(flow));
  }

  /** The state after a push webhook told of the branch, or was found not to. */
  public LinkState withWebhook(Optional<Instant> told) {
    return copy(next -> next.webhook = told);
  }

  /** The state with a full resync asked for. */
  public LinkState with(ResyncRequest request) {
    return copy(next -> next.requests = new Requests(Optional.of(request), requests.restore()));
  }

  /** The state with a restore asked for, or done. */
  public LinkState withRestore(Optional<RestoreRequest> request) {
    return copy(next -> next.requests = new Requests(requests.resync(), request));
  }

  /** The state while a full resync has the link to itself. */
  public LinkState held(Instant until) {
    return copy(next -> next.heldUntil = Optional.of(until));
  }

  /** The state after a full resync that is to be tried again. */
  public LinkState notHeld() {
    return copy(next -> next.heldUntil = Optional.empty());
  }

  /** The state after a full resync. */
  public LinkState released() {
    return copy(
        next -> {
          next.requests = new Requests(Optional.empty(), requests.restore());
          next.heldUntil = Optional.empty();
        });
  }

  /** The state with the manifest known to be what it should be. */
  public LinkState manifestWritten() {
    return copy(next -> next.manifest = ManifestState.CURRENT);
  }

  /** The state with the manifest known to differ from what it should be. */
  public LinkState manifestStale() {
    return copy(next -> next.manifest = ManifestState.STALE);
  }

  /** The state with so many conflicts kept. */
  public LinkState withOpenConflicts(int count) {
    return copy(next -> next.openConflicts = count);
  }

  /** The state with deletions that the guard has stopped, or with none. */
  public LinkState withDeletions(Optional<HeldDeletions> held) {
    return copy(next -> next.deletions = held);
  }

  /** The state with changes proposed, or none. */
  public LinkState with(Optional<Proposal> proposed) {
    return copy(next -> next.proposal = proposed);
  }

  private LinkState copy(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.state();
  }

  /** A state that is being made. */
  private static final class Draft {
    private Optional<CommitId> lastRead;
    private List<Problem> problems;
    private int problemCount;
    private Map<String, Failure> failures;
    private Requests requests;
    private Optional<Instant> heldUntil;
    private ManifestState manifest;
    private Optional<Instant> webhook;
    private int openConflicts;
    private Optional<HeldDeletions> deletions;
    private Optional<CommitId> delivered;
    private Optional<Proposal> proposal;

    Draft(LinkState state) {
      lastRead = state.lastRead;
      problems = state.problems;
      problemCount = state.problemCount;
      failures = state.failures;
      requests = state.requests;
      heldUntil = state.heldUntil;
      manifest = state.manifest;
      webhook = state.webhook;
      openConflicts = state.openConflicts;
      deletions = state.deletions;
      delivered = state.delivered;
      proposal = state.proposal;
    }

    LinkState state() {
      return new LinkState(
          lastRead,
          problems,
          problemCount,
          failures,
          requests,
          heldUntil,
          manifest,
          webhook,
          openConflicts,
          deletions,
          delivered,
          proposal);
    }
  }
}
