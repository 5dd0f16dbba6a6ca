package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.FlowReport;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.PollFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.port.GitRemote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What {@link PollFlow} does with each link, one after the other. The flow itself asks many servers
 * at a time, on threads and with waits of its own, which no seed could decide.
 */
record Lookout(Ports ports, Branch branch, InstantSource clock) {

  private static final Duration UNSEEN = Duration.ofMinutes(5);

  void hintAtWaiting(WorkspaceId workspace) {
    Instant now = clock.instant();
    if (ports.resources().withWaiting().containsKey(workspace)) {
      ports
          .links()
          .find(workspace)
          .filter(link -> link.isOpen(now) && link.state().mayTry(OutboundFlow.NAME, now))
          .filter(link -> isNews(link, now))
          .ifPresent(link -> ports.hints().outbound(workspace));
    }
  }

  private boolean isNews(Link link, Instant now) {
    Optional<Proposal> proposal = link.state().proposal();
    return proposal.isEmpty()
        || isUnseen(proposal, now)
        || ports.resources().waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .anyMatch(it -> it.at().isAfter(proposal.get().lookedAt()));
  }

  private static boolean isUnseen(Optional<Proposal> proposal, Instant now) {
    return proposal.filter(it -> !it.lookedAt().plus(UNSEEN).isAfter(now)).isPresent();
  }

  /** Whether the last look at a link was good, or is long enough ago. */
  boolean isDue(WorkspaceId workspace) {
    return ports
        .links()
        .find(workspace)
        .filter(link -> link.state().mayTry(PollFlow.NAME, clock.instant()))
        .isPresent();
  }

  FlowReport look(Link link) {
    Instant now = clock.instant();
    boolean isAsked = link.state().resync().isPresent() || hasFailed(link, ResyncFlow.NAME);
    if (isAsked && link.state().mayTry(ResyncFlow.NAME, now)) {
      ports.hints().resync(link.workspace());
    }
    boolean isStale =
        link.state().manifest() == ManifestState.STALE
            || hasFailed(link, OutboundFlow.NAME)
            || (isUnseen(link.state().proposal(), now)
                && ports.resources().waiting(link.workspace(), 1).isEmpty());
    if (isStale && link.state().mayTry(OutboundFlow.NAME, now)) {
      ports.hints().outbound(link.workspace());
    }
    boolean isMoved;
    try (GitRemote remote = branch.open(link)) {
      isMoved =
          !Branch.tip(remote, link).equals(link.state().lastRead())
              || link.state().delivered().isPresent();
    }
    boolean mayGoOut = link.state().mayTry(OutboundFlow.NAME, now);
    if (isMoved && mayGoOut && link.state().proposal().isPresent()) {
      ports.hints().outbound(link.workspace());
    }
    boolean isAnswered = link.state().deletions().filter(HeldDeletions::isAnswered).isPresent();
    boolean isLeft = isMoved || isAnswered || hasFailed(link, InboundFlow.NAME);
    if (isLeft && link.state().mayTry(InboundFlow.NAME, now)) {
      ports.hints().inbound(link.workspace());
    }
    return FlowReport.nothing(PollFlow.NAME);
  }

  private static boolean hasFailed(Link link, String flow) {
    return link.state().failure(flow).isPresent();
  }
}
