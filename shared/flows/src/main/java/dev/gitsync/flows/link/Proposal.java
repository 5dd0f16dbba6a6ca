package dev.gitsync.flows.link;

import dev.gitsync.core.repo.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * Changes that are on a branch of ours and wait there for somebody to merge a pull request.
 *
 * @param branch ours; written down before it is made, so that a run that died is found by it
 * @param base the newest commit of the link's branch that ours is known to have in it
 * @param tip where ours pointed when it was seen last; empty before it was made
 * @param opened the pull request, once it is known
 * @param told a sum over what the pull request says; empty while that is not known
 * @param lookedAt when the host was asked last
 */
public record Proposal(
    String branch,
    CommitId base,
    Optional<CommitId> tip,
    Optional<Opened> opened,
    Standing standing,
    String told,
    Instant lookedAt) {

  /** A pull request as people find it. */
  public record Opened(long number, String url) {}

  /** How it stands with the pull request. */
  public enum Standing {
    OPEN,
    /** Closed without being merged. */
    CLOSED,
    /** Closed, and somebody wants another one. */
    ABANDONED
  }

  /** A proposal whose branch is yet to be made. */
  public static Proposal planned(String branch, CommitId base, Instant now) {
    return new Proposal(branch, base, Optional.empty(), Optional.empty(), Standing.OPEN, "", now);
  }

  /** The same with another commit of the link's branch in it. */
  public Proposal basedOn(CommitId other) {
    return new Proposal(branch, other, tip, opened, standing, told, lookedAt);
  }

  /** The same after its branch was seen somewhere. */
  public Proposal at(CommitId now) {
    return new Proposal(branch, base, Optional.of(now), opened, standing, told, lookedAt);
  }

  /** The same after the host was asked about its pull request. */
  public Proposal seen(Opened now, Standing stands, String says, Instant at) {
    return new Proposal(branch, base, tip, Optional.of(now), stands, says, at);
  }

  /** The same in another standing. */
  public Proposal standing(Standing now) {
    return new Proposal(branch, base, tip, opened, now, told, lookedAt);
  }
}
