package dev.gitsync.flows;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.FlowRunner.Attempt;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.poll.Patience;
import dev.gitsync.flows.poll.PollRound;
import dev.gitsync.flows.poll.PollRound.Answer;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.RunLog;
import dev.gitsync.flows.port.RunLog.Ending;
import dev.gitsync.flows.port.RunLog.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the links that are due: asks their servers where the branches point, and hints at all
 * there is to do, also at what a lost message or a process that died left behind. A link whose
 * branch has not moved costs one request and no write.
 *
 * <p>A flow that failed is hinted at only when its time has come again ({@link
 * dev.gitsync.flows.link.Failure}).
 */
public final class PollFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "poll";

  private static final Logger LOG = LoggerFactory.getLogger(PollFlow.class);

  /** Ends well before the next tick. */
  private static final Duration ROUND = Duration.ofSeconds(40);

  private static final Duration TO_ANSWER = Duration.ofSeconds(15);
  private static final Duration WEBHOOK_LEAD = Duration.ofMinutes(2);
  private static final int HINTS_AT_ONCE = 32;

  /** How long a pull request may be closed or merged without our knowing. */
  private static final Duration UNSEEN = Duration.ofMinutes(5);

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final Hints hints;
  private final FlowRunner runner;
  private final RunLog log;
  private final InstantSource clock;

  /** A flow on these ports. */
  public PollFlow(
      Links links,
      Resources resources,
      Branch branch,
      Hints hints,
      FlowRunner runner,
      RunLog log,
      InstantSource clock) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.hints = hints;
    this.runner = runner;
    this.log = log;
    this.clock = clock;
  }

  /** Looks at the links that are due now. */
  public FlowReport run() {
    Instant now = clock.instant();
    Map<WorkspaceId, Link> read = read(now);
    Duration lag = hintAtWaiting(read, now);
    List<Link> due = read.values().stream().filter(link -> isDue(link, now)).toList();
    var moved = new AtomicInteger();
    int skipped = new PollRound(ROUND).ask(due, link -> ask(link, moved));
    FlowReport report =
        FlowReport.of(
            NAME,
            new Count("links", due.size()),
            new Count("moved", moved.get()),
            new Count("skipped", skipped),
            new Count("failing", read.values().stream().filter(PollFlow::isFailing).count()),
            new Count("lagSeconds", lag.toSeconds()));
    var took = Duration.between(now, clock.instant());
    log.ended(new Run(NAME, Optional.empty(), Ending.DONE, report.counts(), now, took));
    return report;
  }

  private Map<WorkspaceId, Link> read(Instant now) {
    var read = new HashMap<WorkspaceId, Link>();
    for (PollSlot slot : PollSlot.dueAt(now)) {
      links.forEach(slot, link -> read.put(link.workspace(), link));
    }
    return read;
  }

  private static boolean isDue(Link link, Instant now) {
    return link.isOpen(now) && link.state().mayTry(NAME, now);
  }

  private static boolean isFailing(Link link) {
    return !link.state().failures().isEmpty();
  }

  /** Whether something is known to be in the way of changes: a failure, or a question. */
  private static boolean isHeldUp(Link link) {
    return isFailing(link) || link.state().deletions().filter(it -> it.outbound() > 0).isPresent();
  }

  /**
   * Hints at changes that wait.
   *
   * @return how long the oldest waits of those that nothing is known to be in the way of
   */
  private Duration hintAtWaiting(Map<WorkspaceId, Link> read, Instant now) {
    return resources.withWaiting().entrySet().stream()
        .gather(
            Gatherers.mapConcurrent(
                HINTS_AT_ONCE,
                waiting ->
                    Optional.ofNullable(read.get(waiting.getKey()))
                        .or(() -> links.find(waiting.getKey()))
                        .filter(link -> link.isOpen(now))
                        .map(link -> hintAtWaiting(link, waiting.getValue(), now))
                        .orElse(Duration.ZERO)))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Duration hintAtWaiting(Link link, Instant since, Instant now) {
    Optional<Proposal> proposal = link.state().proposal();
    boolean isNews = proposal.isEmpty() || isUnseen(proposal, now) || hasMore(link, proposal.get());
    if (isNews && link.state().mayTry(OutboundFlow.NAME, now)) {
      hints.outbound(link.workspace());
    }
    boolean isInTheWay = isHeldUp(link) || proposal.isPresent();
    return isInTheWay ? Duration.ZERO : Duration.between(since, now);
  }

  private static boolean isUnseen(Optional<Proposal> proposal, Instant now) {
    return proposal.filter(it -> !it.lookedAt().plus(UNSEEN).isAfter(now)).isPresent();
  }

  /** Whether something waits that came after all was proposed. */
  private boolean hasMore(Link link, Proposal proposal) {
    return resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
        .anyMatch(it -> it.at().isAfter(proposal.lookedAt()));
  }

  private Answer ask(Link link, AtomicInteger moved) {
    Attempt attempt = runner.attempt(NAME, link, it -> look(it, moved));
    if (attempt instanceof Attempt.Faulty(var why)) {
      LOG.atError().addKeyValue("link", link.workspace()).setCause(why).log("a poll failed");
    }
    return attempt instanceof Attempt.Postponed ? Answer.SILENT : Answer.ANSWERED;
  }

  private FlowReport look(Link link, AtomicInteger moved) {
    Instant now = clock.instant();
    boolean isResync = isResyncLeft(link) && link.state().mayTry(ResyncFlow.NAME, now);
    boolean isRestore =
        link.state().restore().isPresent() && link.state().mayTry(RestoreFlow.NAME, now);
    if (isResync || isRestore) {
      hints.resync(link.workspace());
    }
    boolean mayGoOut = link.state().mayTry(OutboundFlow.NAME, now);
    if (mayGoOut && isOutboundLeft(link, now)) {
      hints.outbound(link.workspace());
    }
    boolean isAhead = !tip(link).equals(link.state().lastRead());
    boolean isMoved = isAhead || link.state().delivered().isPresent();
    if (isMoved && mayGoOut && link.state().proposal().isPresent()) {
      hints.outbound(link.workspace());
    }
    if (isAhead) {
      moved.incrementAndGet();
      distrustWebhook(link, now);
    }
    boolean isAnswered = link.state().deletions().filter(HeldDeletions::isAnswered).isPresent();
    boolean isLeft = isMoved || isAnswered || link.state().failure(InboundFlow.NAME).isPresent();
    if (isLeft && link.state().mayTry(InboundFlow.NAME, now)) {
      hints.inbound(link.workspace());
    }
    return FlowReport.nothing(NAME);
  }

  /**
   * A flow that failed is run again also when what it failed at is done by now: only a good run
   * takes the failure off the link.
   */
  private static boolean isResyncLeft(Link link) {
    return link.state().resync().isPresent() || link.state().failure(ResyncFlow.NAME).isPresent();
  }

  /** Changes that wait are hinted at before. */
  private boolean isOutboundLeft(Link link, Instant now) {
    boolean isOver = link.state().failure(OutboundFlow.NAME).isPresent();
    return link.state().manifest() == ManifestState.STALE
        || ((isOver || isUnseen(link.state().proposal(), now))
            && resources.waiting(link.workspace(), 1).isEmpty());
  }

  private Optional<CommitId> tip(Link link) {
    var patience = new Patience(TO_ANSWER, () -> tooLate(link));
    return patience.await(() -> branch.withFreshCredentials(link, it -> Branch.tip(it, link)));
  }

  private static TryLater tooLate(Link link) {
    return new TryLater(
        "GIT-010", "%s did not answer in time.".formatted(link.settings().repository()), null);
  }

  /**
   * A push that its webhook has not told of shows that the webhook cannot be relied on; the next
   * delivery shows the opposite. One that has just told may only be a little ahead of the flow.
   */
  private void distrustWebhook(Link link, Instant now) {
    Optional<Instant> told = link.state().webhook();
    if (told.filter(it -> it.isBefore(now.minus(WEBHOOK_LEAD))).isPresent()) {
      links.advance(link.with(link.state().withWebhook(Optional.empty())));
    }
  }
}
