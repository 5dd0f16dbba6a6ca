package dev.gitsync.flows;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.RunLog;
import dev.gitsync.flows.port.RunLog.Ending;
import dev.gitsync.flows.port.RunLog.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs flows on links: the one place where what went wrong becomes the state of the link, and where
 * a run leaves its line in the log.
 */
public final class FlowRunner {

  private final Links links;
  private final InstantSource clock;
  private final RunLog log;

  /** A runner by this clock. */
  public FlowRunner(Links links, InstantSource clock, RunLog log) {
    this.links = links;
    this.clock = clock;
    this.log = log;
  }

  /** Whether a full resync that has the link to itself keeps a flow away. */
  public enum WhenHeld {
    STAY_AWAY,
    TAKE_OVER
  }

  /** How an attempt ended. */
  sealed interface Attempt {
    /** As it should. */
    record Done(FlowReport report) implements Attempt {}

    /** Somebody has to do something; it is on the link. */
    record Stopped(NeedsUser why) implements Attempt {}

    /** It has to be tried again; it is on the link. */
    record Postponed(TryLater why) implements Attempt {}

    /** By an error of our own; it is on the link, if that can be. */
    record Faulty(RuntimeException why) implements Attempt {}
  }

  /**
   * Runs a flow on the link of a workspace, if there is one and it is not paused.
   *
   * @throws TryLater when the flow wants to be run again
   * @throws RuntimeException any other is an error of ours
   */
  public void run(
      String flow, WorkspaceId workspace, WhenHeld whenHeld, Function<Link, FlowReport> steps) {
    Optional<Link> link = links.find(workspace);
    if (link.isEmpty() || !mayRun(link.get(), whenHeld)) {
      return;
    }
    Instant start = clock.instant();
    switch (attempt(flow, link.get(), steps)) {
      case Attempt.Done(var report) -> end(flow, workspace, Ending.DONE, report, start);
      case Attempt.Stopped stopped -> end(flow, workspace, Ending.NEEDS_USER, start);
      case Attempt.Postponed(var why) -> {
        end(flow, workspace, Ending.TRY_LATER, start);
        throw why;
      }
      case Attempt.Faulty(var why) -> {
        end(flow, workspace, Ending.FAULT, start);
        throw why;
      }
    }
  }

  private void end(String flow, WorkspaceId workspace, Ending ending, Instant start) {
    end(flow, workspace, ending, FlowReport.nothing(flow), start);
  }

  private void end(
      String flow, WorkspaceId workspace, Ending ending, FlowReport report, Instant start) {
    var took = Duration.between(start, clock.instant());
    log.ended(new Run(flow, Optional.of(workspace), ending, report.counts(), start, took));
  }

  private boolean mayRun(Link link, WhenHeld whenHeld) {
    return whenHeld == WhenHeld.TAKE_OVER
        ? link.settings().mode() == Mode.RUNNING
        : link.isOpen(clock.instant());
  }

  /** Runs something on a link and notes on the link whether it works. */
  Attempt attempt(String flow, Link link, Function<Link, FlowReport> steps) {
    try {
      FlowReport report = steps.apply(link);
      clear(flow, link);
      return new Attempt.Done(report);
    } catch (NeedsUser e) {
      note(flow, link, e.code(), e.message(), e.remedy());
      return new Attempt.Stopped(e);
    } catch (TryLater e) {
      note(flow, link, e.code(), e.message(), "Nothing: it is tried again by itself.");
      return new Attempt.Postponed(e);
    } catch (RuntimeException e) {
      noteFault(flow, link, e);
      return new Attempt.Faulty(e);
    }
  }

  private void noteFault(String flow, Link link, RuntimeException fault) {
    String remedy =
        "Tell those who run Git Sync: its log has the cause. It is tried again by itself.";
    try {
      if (fault instanceof SetAside) {
        note(flow, link, "SYNC-005", String.valueOf(fault.getMessage()), remedy);
      } else {
        note(flow, link, "SYNC-004", "An error of Git Sync's own stopped this.", remedy);
      }
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
  }

  private void note(String flow, Link link, String code, String message, String remedy) {
    Instant now = clock.instant();
    links
        .find(link.workspace())
        .ifPresent(
            current -> {
              var known = current.state().failure(flow);
              Failure failure = Failure.of(code, message, remedy, now, known);
              boolean stored = store(current, flow, Optional.of(failure));
              if (stored && failure.attempts() == 1) {
                log.failing(link.workspace(), flow, failure);
              }
            });
  }

  private void clear(String flow, Link link) {
    if (link.state().failure(flow).isPresent()) {
      links
          .find(link.workspace())
          .filter(current -> current.state().failure(flow).isPresent())
          .ifPresent(current -> store(current, flow, Optional.empty()));
    }
  }

  /** A lost race leaves the note to the next run. */
  private boolean store(Link current, String flow, Optional<Failure> failure) {
    return links.advance(current.with(current.state().with(flow, failure))).isPresent();
  }
}
