package dev.gitsync.flows;

import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.CheckTarget.OfQueuedCommit;
import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.CommitQueued;
import dev.gitsync.flows.host.WebhookEvent.Pinged;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Hints at what a host told of. Nothing that it says is believed further: the flows look
 * themselves.
 *
 * <p>A webhook that told of a push, or that was tried, is proven, and the link is polled rarely.
 * That is written down again only after some hours: each write of a link makes the flows that run
 * on it begin anew.
 */
public final class WebhookFlow {

  /** How old a note that the webhook works may get. */
  static final Duration NOTE_LIFE = Duration.ofHours(3);

  private final Links links;
  private final Hints hints;
  private final InstantSource clock;

  /** A flow on these ports. */
  public WebhookFlow(Links links, Hints hints, InstantSource clock) {
    this.links = links;
    this.hints = hints;
    this.clock = clock;
  }

  /** What came of it. */
  public enum Outcome {
    /** There is something to do. */
    OF_USE,
    /** It is about nothing that concerns the link, or that it does not know already. */
    OF_NO_USE
  }

  /** Does what a delivery gives cause for. */
  public Outcome run(Link link, List<WebhookEvent> events) {
    boolean isOfUse = false;
    for (WebhookEvent event : events) {
      isOfUse |= hint(link, event);
    }
    if (events.stream().anyMatch(WebhookFlow::proves)) {
      prove(link);
    }
    return isOfUse ? Outcome.OF_USE : Outcome.OF_NO_USE;
  }

  private boolean hint(Link link, WebhookEvent event) {
    return switch (event) {
      case Pinged pinged -> true;
      case Pushed(var branch, var tip) -> {
        boolean isNew =
            branch.equals(link.settings().branch())
                && (tip.isEmpty() || !tip.equals(link.state().lastRead()));
        if (isNew) {
          hints.inbound(link.workspace());
        }
        yield isNew;
      }
      case PullRequestMoved(var number, var target) ->
          check(link, target, new OfPullRequest(number));
      case CommitQueued(var head, var base, var target) ->
          check(link, Optional.of(target), new OfQueuedCommit(head, base));
      case PullRequestEnded(var number, var source, var target) -> {
        boolean isOurs = isFor(link, target);
        if (isOurs) {
          hints.outbound(link.workspace());
        }
        yield isOurs;
      }
    };
  }

  private boolean check(Link link, Optional<String> target, CheckTarget what) {
    boolean isWanted =
        link.settings().hosting().checks() == Checks.ON
            && link.settings().mode() == Mode.RUNNING
            && isFor(link, target);
    if (isWanted) {
      hints.check(link, what);
    }
    return isWanted;
  }

  private static boolean isFor(Link link, Optional<String> target) {
    return target.isEmpty() || target.get().equals(link.settings().branch());
  }

  private static boolean proves(WebhookEvent event) {
    return switch (event) {
      case Pinged pinged -> true;
      case Pushed pushed -> true;
      case PullRequestMoved moved -> false;
      case PullRequestEnded ended -> false;
      case CommitQueued queued -> false;
    };
  }

  /** A lost race, or a database that does not answer, leaves it to the next push. */
  private void prove(Link link) {
    Instant now = clock.instant();
    if (link.state().webhook().filter(it -> it.isAfter(now.minus(NOTE_LIFE))).isPresent()) {
      return;
    }
    try {
      links.advance(link.with(link.state().withWebhook(Optional.of(now))));
    } catch (TryLater e) {
      return;
    }
  }
}
