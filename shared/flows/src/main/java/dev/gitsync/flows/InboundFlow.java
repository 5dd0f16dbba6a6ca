package dev.gitsync.flows;

import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.HashSet;
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
      if (tip.isEmpty()) {
        return Optional.of(FlowReport.nothing(NAME));
      }
      if (InboundAnswers.isGiven(link) && isRead(link, tip)) {
        new InboundAnswers(links, resources, journal, hints)
            .carryOut(link, tip.get(), remote.list(tip.get()));
        return Optional.empty();
      }
      if (scope == Scope.CHANGED && isRead(link, tip)) {
        return Optional.of(FlowReport.nothing(NAME));
      }
      boolean areLost = LostCommits.areOn(link, remote, tip);
      History history = history(remote, link, tip.get(), areLost);
      Optional<Link> settled =
          new DeliveredChanges(links, resources, journal)
              .settle(
                  remote,
                  link,
                  history,
                  tip,
                  areLost,
                  resources.waiting(link.workspace(), Integer.MAX_VALUE));
      return settled.flatMap(
          it -> {
            var marked = new MarkedLink(links, it, tip.get(), areLost);
            return take(remote, marked, tip.get(), history, scope, written);
          });
    }
  }

  private static boolean isRead(Link link, Optional<CommitId> tip) {
    return tip.equals(link.state().lastRead()) && link.state().delivered().isEmpty();
  }

  /**
   * What happened since the last run. Where changes were delivered on commits that the branch has
   * lost again, every file may say something else than the workspace.
   */
  private static History history(GitRemote remote, Link link, CommitId tip, boolean areLost) {
    History history = remote.history(link.state().lastRead(), tip);
    if (!areLost) {
      return history;
    }
    var changed = new HashSet<>(history.changed());
    changed.addAll(remote.list(tip));
    return new History(history.commits(), changed, Continuity.BROKEN);
  }

  private Optional<FlowReport> take(
      GitRemote remote,
      MarkedLink marked,
      CommitId tip,
      History history,
      Scope scope,
      Written written) {
    if (mayBeWrittenTo(marked.get()) && !marked.mark()) {
      return Optional.empty();
    }
    Link link = marked.get();
    var files = InboundFiles.read(remote, link, tip, history, scope);
    var touches = new FileTouches(link.workspace(), history, tip);
    var apply = new InboundApply(resources, journal, marked, touches, files, written);
    if (!apply.run()) {
      return Optional.empty();
    }
    return finish(remote, marked.get(), touches, scope, written, apply);
  }

  /**
   * Whether another run may be taking over an older tip. It is kept from going on before resources
   * are read: else it could write one of which this run finds that there is nothing to write.
   */
  private static boolean mayBeWrittenTo(Link link) {
    return link.state().delivered().isPresent();
  }

  private Optional<FlowReport> finish(
      GitRemote remote,
      Link link,
      FileTouches touches,
      Scope scope,
      Written written,
      InboundApply apply) {
    CommitId tip = touches.tip();
    boolean isRecreating = recreateMissing(remote, link, touches, apply);
    if (!apply.faulty().isEmpty()) {
      if (scope == Scope.ALL) {
        // Before the first sync is through no other flow may run: one file must not prevent that.
        advance(link, link.state().read(tip, apply.allProblems(), apply.manifest()), apply);
      }
      throw SetAside.of("Files", apply.faulty());
    }
    LinkState next = link.state().read(tip, apply.problems(), apply.manifest());
    if (advance(link, next, apply).isEmpty()) {
      return Optional.empty();
    }
    if (apply.manifest() == ManifestState.STALE || isRecreating) {
      hints.outbound(link.workspace());
    }
    return Optional.of(report(written, apply));
  }

  /** Where the branch was forced to other commits, nobody has said that something is to go. */
  private static boolean recreateMissing(
      GitRemote remote, Link link, FileTouches touches, InboundApply apply) {
    if (touches.isContinuous()
        || link.state().lastRead().isEmpty()
        || link.settings().policies().deletions() != DeletionPolicy.DELETE) {
      return false;
    }
    apply.deletions().recreateMissing(remote.list(touches.tip()));
    return true;
  }

  private Optional<Link> advance(Link link, LinkState next, InboundApply apply) {
    ConflictBook conflicts = apply.conflicts();
    LinkState state = next.withDeletions(deletions(next, conflicts.deletionsAfter()));
    return links.advance(
        conflicts.counted(link.with(state)), List.of(), apply.entries(), conflicts.changes());
  }

  /** Says on the link how many deletions wait for somebody's word. */
  private Optional<HeldDeletions> deletions(LinkState state, int count) {
    Optional<HeldDeletions> known = state.deletions();
    if (count == known.map(HeldDeletions::inbound).orElse(0)) {
      return known;
    }
    if (known.isEmpty()) {
      var asked = new HeldDeletions(count, 0, 0, journal.now(), Answer.ASKED, Optional.empty());
      return Optional.of(asked);
    }
    return known.map(it -> it.withInbound(count)).filter(it -> it.inbound() + it.outbound() > 0);
  }

  private static FlowReport report(Written written, InboundApply apply) {
    return FlowReport.of(
        NAME,
        new Count("created", written.created()),
        new Count("updated", written.updated()),
        new Count("deleted", written.deleted()),
        new Count("problems", apply.problems().size()),
        new Count("kept", apply.entries().size()));
  }
}
