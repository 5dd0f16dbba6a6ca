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
import java.util.function.UnaryOperator;

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
    return read(link, Scope.CHANGED, links::reread);
  }

  /** Takes over all that the branch says, for a full resync, which holds the link itself. */
  void readAll(Link link, UnaryOperator<Link> holdLonger) {
    read(link, Scope.ALL, it -> holdLonger.apply(links.reread(it)));
  }

  private FlowReport read(Link link, Scope scope, UnaryOperator<Link> next) {
    var written = new Written();
    Link current = link;
    int again = 0;
    while (again < MOST_ATTEMPTS) {
      if (scope == Scope.CHANGED && !isForUs(current)) {
        return FlowReport.nothing(NAME);
      }
      long before = written.all();
      Optional<FlowReport> report = attempt(current, scope, written);
      if (report.isPresent()) {
        return report.get();
      }
      again = written.all() > before ? 0 : again + 1;
      current = next.apply(current);
    }
    throw new TryLater("SYNC-001", "The workspace changes faster than it can be written.", null);
  }

  /** Before the first sync, and while a resync runs, reading is that flow's. */
  private boolean isForUs(Link link) {
    return link.isOpen(journal.now()) && link.state().lastRead().isPresent();
  }

  /** One round. Empty when it did not come to the end and has to look again. */
  private Optional<FlowReport> attempt(Link link, Scope scope, Written written) {
    try (GitRemote remote = branch.open(link)) {
      Optional<CommitId> tip = Branch.tip(remote, link);
      if (tip.isEmpty() || (scope == Scope.CHANGED && tip.equals(link.state().lastRead()))) {
        return Optional.of(FlowReport.nothing(NAME));
      }
      History history = remote.history(link.state().lastRead(), tip.get());
      Optional<Link> settled =
          new DeliveredChanges(links, journal)
              .settle(link, history, resources.waiting(link.workspace(), Integer.MAX_VALUE));
      return settled.flatMap(it -> take(remote, it, tip.get(), history, scope, written));
    }
  }

  private Optional<FlowReport> take(
      GitRemote remote, Link link, CommitId tip, History history, Scope scope, Written written) {
    var files = InboundFiles.read(remote, link, tip, history, scope);
    var apply = new InboundApply(resources, journal, link, tip, history, files, written);
    if (!apply.run()) {
      return Optional.empty();
    }
    if (!apply.faulty().isEmpty()) {
      if (scope == Scope.ALL) {
        // Before the first sync is through no other flow may run: one file must not prevent that.
        links.advance(link.with(link.state().read(tip, apply.allProblems(), apply.manifest())));
      }
      throw SetAside.of("Files", apply.faulty());
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
            new Count("created", written.created()),
            new Count("updated", written.updated()),
            new Count("problems", apply.problems().size()),
            new Count("kept", kept.size())));
  }
}
