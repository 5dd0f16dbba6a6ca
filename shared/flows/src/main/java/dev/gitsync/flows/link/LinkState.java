package dev.gitsync.flows.link;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far both sides have come.
 *
 * @param lastRead the commit up to which the workspace knows what Git says; empty before the first
 *     sync
 * @param problems of the files that could not be applied, the first {@value #MOST_PROBLEMS}; these
 *     files are looked at again whenever the branch moves
 * @param problemCount of all of them
 * @param failures what keeps a flow from working, by the flow's name
 * @param resync a full resync that somebody asked for and that is not done
 * @param heldUntil until when a full resync has the link to itself
 * @param manifest whether the manifest on the branch is known to differ
 * @param webhook when the host's push webhook last told of this branch; empty while it is not known
 *     to work
 */
public record LinkState(
    Optional<CommitId> lastRead,
    List<Problem> problems,
    int problemCount,
    Map<String, Failure> failures,
    Optional<ResyncRequest> resync,
    Optional<Instant> heldUntil,
    ManifestState manifest,
    Optional<Instant> webhook) {

  /** How many problems are kept. */
  public static final int MOST_PROBLEMS = 200;

  /** The state of a link that was never synced. */
  public static final LinkState INITIAL =
      new LinkState(
          Optional.empty(),
          List.of(),
          0,
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          ManifestState.CURRENT,
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

  /** The state after everything up to a commit was read. */
  public LinkState read(CommitId tip, List<Problem> found, ManifestState seen) {
    return new LinkState(
        Optional.of(tip),
        found.subList(0, Math.min(found.size(), MOST_PROBLEMS)),
        found.size(),
        failures,
        resync,
        heldUntil,
        seen,
        webhook);
  }

  /** The state after we pushed a commit on top of what was read. */
  public LinkState pushed(CommitId tip) {
    return new LinkState(
        Optional.of(tip), problems, problemCount, failures, resync, heldUntil, manifest, webhook);
  }

  /** The state with what keeps a flow from working set, or cleared. */
  public LinkState with(String flow, Optional<Failure> failure) {
    var changed = new LinkedHashMap<>(failures);
    changed.remove(flow);
    failure.ifPresent(it -> changed.put(flow, it));
    return new LinkState(
        lastRead, problems, problemCount, changed, resync, heldUntil, manifest, webhook);
  }

  /** The state in which everything that failed may be tried again at once. */
  public LinkState retriedAt(Instant now) {
    var changed = new LinkedHashMap<String, Failure>();
    failures.forEach((flow, failure) -> changed.put(flow, failure.retriedAt(now)));
    return new LinkState(
        lastRead, problems, problemCount, changed, resync, heldUntil, manifest, webhook);
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
    return new LinkState(
        lastRead, problems, problemCount, failures, resync, heldUntil, manifest, told);
  }

  /** The state with a full resync asked for. */
  public LinkState with(ResyncRequest request) {
    return new LinkState(
        lastRead,
        problems,
        problemCount,
        failures,
        Optional.of(request),
        heldUntil,
        manifest,
        webhook);
  }

  /** The state while a full resync has the link to itself. */
  public LinkState held(Instant until) {
    return new LinkState(
        lastRead, problems, problemCount, failures, resync, Optional.of(until), manifest, webhook);
  }

  /** The state after a full resync that is to be tried again. */
  public LinkState notHeld() {
    return new LinkState(
        lastRead, problems, problemCount, failures, resync, Optional.empty(), manifest, webhook);
  }

  /** The state after a full resync. */
  public LinkState released() {
    return new LinkState(
        lastRead,
        problems,
        problemCount,
        failures,
        Optional.empty(),
        Optional.empty(),
        manifest,
        webhook);
  }

  /** The state with the manifest known to be what it should be. */
  public LinkState manifestWritten() {
    return new LinkState(
        lastRead,
        problems,
        problemCount,
        failures,
        resync,
        heldUntil,
        ManifestState.CURRENT,
        webhook);
  }
}
