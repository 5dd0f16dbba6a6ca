package dev.gitsync.flows;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.LinkState.Failure;
import dev.gitsync.flows.port.Links;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs flows on links: the one place where what went wrong becomes the state of the link, and where
 * a run leaves its line in the log.
 */
public final class FlowRunner {

  private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

  private final Links links;
  private final InstantSource clock;

  /** A runner by this clock. */
  public FlowRunner(Links links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
  }

  /** Whether a full resync that has the link to itself keeps a flow away. */
  public enum WhenHeld {
    STAY_AWAY,
    TAKE_OVER
  }

  /**
   * Runs a flow on the link of a workspace, if there is one and it is not paused.
   *
   * @throws TryLater when the flow wants to be run again
   */
  public void run(
      String flow, WorkspaceId workspace, WhenHeld whenHeld, Function<Link, FlowReport> steps) {
    Optional<Link> link = links.find(workspace);
    if (link.isEmpty() || !mayRun(link.get(), whenHeld)) {
      return;
    }
    attempt(
            flow,
            link.get(),
            it -> {
              Instant start = clock.instant();
              log(it, steps.apply(it), Duration.between(start, clock.instant()));
            })
        .ifPresent(
            tryLater -> {
              throw tryLater;
            });
  }

  private boolean mayRun(Link link, WhenHeld whenHeld) {
    return whenHeld == WhenHeld.TAKE_OVER
        ? link.settings().mode() == Mode.RUNNING
        : link.isOpen(clock.instant());
  }

  /**
   * Runs something on a link and notes on the link whether it works. Errors of ours are thrown on.
   *
   * @return why it wants to be run again, if it does
   */
  Optional<TryLater> attempt(String flow, Link link, Consumer<Link> steps) {
    try {
      steps.accept(link);
      note(flow, link, Optional.empty());
      return Optional.empty();
    } catch (NeedsUser e) {
      note(flow, link, Optional.of(failure(e.code(), e.message(), e.remedy())));
      return Optional.empty();
    } catch (TryLater e) {
      String remedy = "Nothing: it is tried again by itself.";
      note(flow, link, Optional.of(failure(e.code(), e.message(), remedy)));
      return Optional.of(e);
    }
  }

  private Failure failure(String code, String message, String remedy) {
    return new Failure(code, message, remedy, clock.instant());
  }

  /** Writes only what is news; a lost race leaves the note to the next run. */
  private void note(String flow, Link link, Optional<Failure> failure) {
    if (isKnown(flow, link, failure)) {
      return;
    }
    failure.ifPresent(it -> log(flow, link, it));
    links
        .find(link.workspace())
        .filter(current -> !isKnown(flow, current, failure))
        .ifPresent(current -> links.advance(current.with(current.state().with(flow, failure))));
  }

  private static boolean isKnown(String flow, Link link, Optional<Failure> failure) {
    Optional<Failure> known = Optional.ofNullable(link.state().failures().get(flow));
    return known.map(FlowRunner::gist).equals(failure.map(FlowRunner::gist));
  }

  private static String gist(Failure failure) {
    return failure.code() + " " + failure.message();
  }

  private static void log(Link link, FlowReport report, Duration took) {
    if (report.isIdle()) {
      return;
    }
    var line = LOG.atInfo().addKeyValue("link", link.workspace());
    for (FlowReport.Count count : report.counts()) {
      line = line.addKeyValue(count.what(), count.number());
    }
    line.addKeyValue("ms", took.toMillis()).log(report.flow());
  }

  private static void log(String flow, Link link, Failure failure) {
    LOG.atWarn()
        .addKeyValue("link", link.workspace())
        .addKeyValue("flow", flow)
        .addKeyValue("code", failure.code())
        .log(failure.message());
  }
}
