package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.List;
import java.util.Optional;

/**
 * Takes what was pushed to the branch over into the workspace.
 *
 * <p>Can die anywhere and run again from the start: each write to the workspace names the revision
 * it was decided on and holds only while the link is the one that was read; the link moves on to
 * the new tip last.
 */
public final class InboundFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "inbound";

  private static final int MOST_ATTEMPTS = 5;

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final Journal journal;
  private final Hints hints;

  /** A flow on these ports. */
  public InboundFlow(
      Links links, Resources resources, Branch branch, Journal journal, Hints hints) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.journal = journal;
    this.hints = hints;
  }

  /** Which files a run looks at. */
  enum Scope {
    /** Those that changed since the last run, and those that had problems then. */
    CHANGED,
    /** All of them. */
    ALL
  }

  /** Takes over what changed on the branch since the last run. */
  public FlowReport run(Link link) {
    return read(link, Scope.CHANGED);
  }

  /**
   * Takes over what the branch says. All of it is for a full resync, which holds the link itself.
   */
  FlowReport read(Link link, Scope scope) {
    Link current = link;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (scope == Scope.CHANGED && !isForUs(current)) {
        return FlowReport.nothing(NAME);
      }
      Optional<FlowReport> report = attempt(current, scope);
      if (report.isPresent()) {
        return report.get();
      }
      current = links.reread(current);
    }
    throw new TryLater("SYNC-001", "The workspace changes faster than it can be written.", null);
  }

  /** Before the first sync, and while a resync runs, reading is that flow's. */
  private boolean isForUs(Link link) {
    return link.isOpen(journal.now()) && link.state().lastRead().isPresent();
  }

  /** One round. Empty when it lost a race and has to look again. */
  private Optional<FlowReport> attempt(Link link, Scope scope) {
    try (GitRemote remote = branch.open(link)) {
      Optional<CommitId> tip = Branch.tip(remote, link);
      if (tip.isEmpty() || (scope == Scope.CHANGED && tip.equals(link.state().lastRead()))) {
        return Optional.of(FlowReport.nothing(NAME));
      }
      History history = remote.history(link.state().lastRead(), tip.get());
      Optional<Link> settled =
          new DeliveredChanges(links, journal)
              .settle(link, history, resources.waiting(link.workspace(), Integer.MAX_VALUE));
      return settled.flatMap(it -> take(remote, it, tip.get(), history, scope));
    }
  }

  private Optional<FlowReport> take(
      GitRemote remote, Link link, CommitId tip, History history, Scope scope) {
    var files = InboundFiles.read(remote, link, tip, history, scope);
    var apply = new InboundApply(resources, journal, link, tip, history, files);
    if (!apply.run()) {
      return Optional.empty();
    }
    List<Activity> kept = apply.kept();
    Link next = link.with(link.state().read(tip, apply.problems(), apply.manifest()));
    if (links.advance(next, List.of(), kept).isEmpty()) {
      return Optional.empty();
    }
    if (apply.manifest() == ManifestState.STALE) {
      hints.outbound(link.workspace());
    }
    return Optional.of(
        FlowReport.of(
            NAME,
            new Count("created", apply.created()),
            new Count("updated", apply.updated()),
            new Count("problems", apply.problems().size()),
            new Count("kept", kept.size())));
  }
}
