package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.ResyncPlan;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.CommitMessage;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All of the workspace to Git, then Git to the workspace. The first sync of a link is one.
 *
 * <p>While it runs the link is held: the other flows stay away, and what they were about to write
 * fails by the link's version. A hold ends by itself, and the request stays on the link until the
 * run is through, so a run that died is done again from the start.
 */
public final class ResyncFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "resync";

  /** Longer than any step; short enough that a run that died does not stop the link for long. */
  private static final Duration HOLD = Duration.ofMinutes(2);

  private static final int MOST_ATTEMPTS = 5;

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final Journal journal;
  private final Hints hints;
  private final OutboundFlow outbound;
  private final InboundFlow inbound;
  private final BothSides.Reader reader;

  /** A flow on these ports. */
  public ResyncFlow(Links links, Resources resources, Branch branch, Journal journal, Hints hints) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.journal = journal;
    this.hints = hints;
    this.outbound = new OutboundFlow(links, resources, branch, journal);
    this.inbound = new InboundFlow(links, resources, branch, journal, hints);
    this.reader = new BothSides.Reader(resources);
  }

  /** Does the resync that was asked for, if one was. */
  public FlowReport run(Link link) {
    Optional<ResyncRequest> request = link.state().resync();
    if (request.isEmpty()) {
      return FlowReport.nothing(NAME);
    }
    Link held = hold(link);
    try {
      return run(held, request.get().by());
    } catch (RuntimeException e) {
      letGo(link.workspace());
      throw e;
    }
  }

  private FlowReport run(Link held, Person by) {
    if (held.state().lastRead().isPresent() && !Proposing.isFor(held)) {
      outbound.deliver(held);
    }
    int written = overwrite(hold(links.reread(held)), by);
    inbound.readAll(hold(links.reread(held)), this::hold);
    release(links.reread(held));
    hints.outbound(held.workspace());
    return FlowReport.of(NAME, new Count("written", written));
  }

  /** Lets the other flows go on while the request stays; a lost race lets the hold run out. */
  private void letGo(WorkspaceId workspace) {
    links
        .find(workspace)
        .filter(link -> link.state().heldUntil().isPresent())
        .ifPresent(link -> links.advance(link.with(link.state().notHeld())));
  }

  /** What a resync would do now. */
  public ResyncPlan plan(Link link) {
    try (GitRemote remote = branch.open(link)) {
      ResyncPlan plan = reader.read(remote, link, Branch.tip(remote, link)).plan();
      return link.state().lastRead().isEmpty()
          ? plan
          : plan.without(resources.deleted(link.workspace()).keySet(), link.layout());
    }
  }

  /** Holds the link, or holds it longer: each step has the whole time. */
  private Link hold(Link link) {
    return links
        .advance(link.with(link.state().held(journal.now().plus(HOLD))))
        .orElseThrow(ResyncFlow::busy);
  }

  private void release(Link link) {
    if (links.advance(link.with(link.state().released())).isEmpty()) {
      throw busy();
    }
  }

  private static TryLater busy() {
    return new TryLater("SYNC-002", "The link was changed while it was being resynced.", null);
  }

  private int overwrite(Link link, Person by) {
    Link current = link;
    var left = new Left();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Integer> written = attempt(current, by, left);
      if (written.isPresent()) {
        return written.get();
      }
      current = links.reread(current);
    }
    throw new TryLater("GIT-011", "The branch moves faster than it can be pushed to.", null);
  }

  /** Empty when the branch moved meanwhile, or takes no pushes. */
  private Optional<Integer> attempt(Link before, Person by, Left left) {
    try (GitRemote remote = branch.open(before)) {
      Optional<CommitId> tip = Branch.tip(remote, before);
      Link link = catchUp(remote, before, tip);
      BothSides sides = reader.read(remote, link, tip);
      Map<RepoPath, String> files = sides.filesToWrite();
      if (tip.isPresent() && (Proposing.isFor(link) || left.isPushRefused())) {
        return leaveToProposal(link, sides, by, files);
      }
      if (files.isEmpty()) {
        settle(link, sides, by, Outcome.NOTHING_TO_DO, tip);
        return Optional.of(0);
      }
      String message = CommitMessage.ofResync(link.workspace(), files.size(), sides.covered());
      var draft = new CommitDraft(files, by, journal.now(), message);
      Link told = tellOverruled(link, sides, by, tip);
      return switch (remote.push(tip, List.of(draft))) {
        case Pushed pushed -> {
          settle(told, sides, by, Outcome.COMMITTED, Optional.of(pushed.tip()));
          yield Optional.of(files.size());
        }
        case HeadMoved moved -> Optional.empty();
        case Refused refused -> {
          if (tip.isEmpty() || !isProposable(link, refused)) {
            throw RefusedPush.of(link, refused);
          }
          left.refusePush();
          yield Optional.empty();
        }
      };
    }
  }

  private boolean isProposable(Link link, Refused refused) {
    return refused.reason() == Reason.PROTECTED && branch.hasHost(link);
  }

  /**
   * Where the branch takes no pushes, nothing is written now: what would be waits for the outbound
   * flow to propose it. Empty when somebody edited a resource meanwhile.
   */
  private Optional<Integer> leaveToProposal(
      Link link, BothSides sides, Person by, Map<RepoPath, String> files) {
    boolean isListStale = files.containsKey(link.layout().manifest());
    if (isListStale && links.advance(link.with(link.state().manifestStale())).isEmpty()) {
      throw busy();
    }
    return new ResyncChanges(resources, link.workspace(), by, sides.planner())
        .add(sides.plan(), sides.files(), sides.waiting());
  }

  /**
   * What is to be overwritten is written down before the push: a run that died after it could not
   * say so any more. Whether a commit did it is told later. Holds only while the link is the one
   * that was read.
   */
  private Link tellOverruled(Link link, BothSides sides, Person by, Optional<CommitId> tip) {
    List<Activity> entries =
        sides.plan().writes().stream()
            .filter(write -> !write.file().conflicts().isEmpty())
            .flatMap(
                write -> tip.stream().map(it -> journal.overruled(link.workspace(), write, by, it)))
            .toList();
    return links.advance(link, List.of(), entries).orElseThrow(ResyncFlow::busy);
  }

  /** What a run carried that died after its push is not carried again. */
  private Link catchUp(GitRemote remote, Link link, Optional<CommitId> tip) {
    if (tip.isEmpty() || tip.equals(link.state().lastRead())) {
      return link;
    }
    List<Change> waiting = resources.waiting(link.workspace(), Integer.MAX_VALUE);
    return new DeliveredChanges(links, resources, journal)
        .settle(
            remote,
            link,
            remote.history(link.state().lastRead(), tip.get()),
            tip,
            LostCommits.areOn(link, remote, tip),
            waiting)
        .orElseThrow(ResyncFlow::busy);
  }

  /**
   * Takes the changes that the commit carries off the waiting list, each with its entry, and says
   * what else it wrote and what it overwrote. All files say now what the workspace says, so nothing
   * is held any more, and no deleted file is missing.
   */
  private void settle(
      Link link, BothSides sides, Person by, Outcome outcome, Optional<CommitId> commit) {
    var entries = new ArrayList<Activity>();
    for (Change change : sides.covered()) {
      entries.add(journal.outbound(change, outcome, commit, List.of(), commit));
    }
    Set<ResourceRef> told = sides.covered().stream().map(Change::ref).collect(Collectors.toSet());
    for (ResyncPlan.Write write : sides.plan().writes()) {
      if (!told.contains(write.resource().ref())) {
        commit.map(it -> journal.resynced(link.workspace(), write, by, it)).ifPresent(entries::add);
      }
    }
    ConflictBook conflicts = ConflictBook.of(resources, link);
    conflicts.closeHeld();
    Link next =
        link.with(
            link.state()
                .manifestWritten()
                .deliveredOn(commit)
                .withDeletions(
                    link.state()
                        .deletions()
                        .map(it -> it.withInbound(0))
                        .filter(it -> it.outbound() > 0)));
    if (links
        .advance(conflicts.counted(next), sides.covered(), entries, conflicts.changes())
        .isEmpty()) {
      throw busy();
    }
  }
}
