package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.CommitBatch.Step;
import dev.gitsync.flows.Journal.Touch;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings waiting changes to a branch that takes no pushes: on a branch of ours, by a pull request.
 * They go on waiting until the link's branch has them, however it came to have them.
 *
 * <p>Can die anywhere and run again from the start. The branch is written down before it is made,
 * and only ever added to; what is on it is told by its commits' trailers; whether there is a pull
 * request is asked of the host.
 */
record Proposing(
    Links links, Resources resources, Branch branch, Journal journal, CommitBatchBuilder batches) {

  Proposing(Links links, Resources resources, Branch branch, Journal journal) {
    this(links, resources, branch, journal, new CommitBatchBuilder(resources));
  }

  /** What comes after an attempt. */
  enum Next {
    /** Nothing: all that can be done is done. */
    DONE,
    /** Another one: there is more to do. */
    GO_ON,
    /** Another one: somebody else was faster. */
    LOOK_AGAIN
  }

  /**
   * What an attempt came to.
   *
   * @param commits how many were put on our branch
   */
  record Result(Next next, int commits) {
    static final Result DONE = new Result(Next.DONE, 0);
    static final Result GO_ON = new Result(Next.GO_ON, 0);
    static final Result LOOK_AGAIN = new Result(Next.LOOK_AGAIN, 0);

    /** Goes on once a link is stored. */
    static Result after(Optional<Link> stored) {
      return stored.isPresent() ? GO_ON : LOOK_AGAIN;
    }
  }

  /** Whether the changes of a link go by pull request, as far as its settings and state tell. */
  static boolean isFor(Link link) {
    return link.settings().hosting().delivery() == Delivery.PULL_REQUEST
        || link.state().proposal().isPresent();
  }

  /**
   * One round.
   *
   * @param waiting all changes that may go
   * @param left takes up what has to be left
   */
  Result attempt(Link link, List<Change> waiting, Left left) {
    try (GitRemote target = branch.open(link)) {
      Optional<CommitId> tip = Branch.tip(target, link);
      if (tip.isEmpty()) {
        throw new NeedsUser(
            "PR-004",
            "The repository of workspace \"%s\" is empty, so nothing can be proposed to it."
                .formatted(link.workspace()),
            "Push a first commit to branch \"%s\".".formatted(link.settings().branch()));
      }
      boolean areLost = LostCommits.areOn(link, target, tip);
      History news = OutboundFlow.news(target, link, tip);
      Optional<Link> settled =
          new DeliveredChanges(links, resources, journal)
              .settle(target, link, news, tip, areLost, waiting);
      if (settled.isEmpty() || settled.get().version() != link.version()) {
        return Result.after(settled);
      }
      Optional<Link> noted = new MendedFiles(links, resources).note(target, link, tip);
      if (noted.isEmpty() || noted.get().version() != link.version()) {
        return Result.after(noted);
      }
      var ground = new Ground(target, tip.get(), news, areLost);
      CommitBatch onTarget =
          batches.build(target, link, tip, news.changed(), waiting, journal.now());
      left.take(onTarget);
      return propose(link, ground, onTarget);
    }
  }

  /**
   * What the link's branch says.
   *
   * @param news what the workspace has not read yet
   * @param areLost whether the branch has lost commits that the link remembers
   */
  record Ground(GitRemote target, CommitId tip, History news, boolean areLost) {}

  private Result propose(Link link, Ground ground, CommitBatch onTarget) {
    List<Change> free = needless(onTarget);
    if (!free.isEmpty()) {
      return settle(link, ground, free, others(onTarget, free));
    }
    Optional<Link> told = tellConflicts(link, ground, onTarget);
    return told.isPresent() ? offer(told.get(), ground, onTarget) : Result.LOOK_AGAIN;
  }

  private Result offer(Link link, Ground ground, CommitBatch onTarget) {
    boolean isListStale = onTarget.commits().size() > count(onTarget);
    if (onTarget.steps().isEmpty() && !(isListStale && isWanted(link))) {
      return forget(link, isListStale);
    }
    CodeHost host = branch.host(link).orElseThrow(() -> noHost(link));
    return new ProposalRound(this, link, ground, host, onTarget).run();
  }

  /** Whether nobody has said no: what was closed may be open again by now, or merged and lost. */
  private boolean isWanted(Link link) {
    Optional<Proposal> closed =
        link.state().proposal().filter(it -> it.standing() == Standing.CLOSED);
    return closed.isEmpty()
        || branch
            .host(link)
            .flatMap(it -> it.latest(closed.get().branch(), link.settings().branch()))
            .filter(it -> it.state() != State.CLOSED)
            .isPresent();
  }

  private static long count(CommitBatch batch) {
    return batch.steps().stream().filter(step -> step.commit().isPresent()).count();
  }

  /**
   * Conflicts are taken down before anything is pushed; those that are known are not told again.
   * While changes wait Git may say one thing after the other: what gives way is told at once.
   */
  private Optional<Link> tellConflicts(Link link, Ground ground, CommitBatch batch) {
    ConflictBook conflicts = batch.conflicts();
    if (!conflicts.hasNews()) {
      return Optional.of(link);
    }
    var touch = new Touch(Person.SERVICE, ground.tip(), ground.tip());
    var entries = new ArrayList<Activity>();
    for (OpenConflict it : conflicts.replaced()) {
      batch.steps().stream()
          .map(Step::change)
          .filter(change -> change.ref().equals(it.ref()))
          .reduce((first, last) -> last)
          .map(change -> overruled(change, touch, it))
          .ifPresent(entries::add);
    }
    return links.advance(conflicts.counted(link), List.of(), entries, conflicts.takeOpened());
  }

  private Activity overruled(Change change, Touch touch, OpenConflict conflict) {
    return journal.overruled(
        change.workspace(), change, change.after(), touch, List.of(conflict.conflict()));
  }

  /**
   * Changes that need no commit on the link's branch, before any of their file that does. A
   * deletion stays with the creation after it: together they are one edit of what was there.
   */
  private static List<Change> needless(CommitBatch batch) {
    var needing = new HashSet<Optional<ResourceRef>>();
    var needless = new ArrayList<Change>();
    for (Step step : batch.steps()) {
      // Sources and destinations are all in one file, which the first of them may write for all.
      Optional<ResourceRef> file =
          Optional.of(step.change().ref()).filter(it -> it.kind().hasFile());
      if (step.commit().isPresent()) {
        needing.add(file);
        needless.removeIf(it -> it.ref().equals(step.change().ref()) && isDeletion(it));
      } else if (!needing.contains(file)) {
        needless.add(step.change());
      }
    }
    return needless;
  }

  private static List<Change> others(CommitBatch batch, List<Change> some) {
    return batch.steps().stream().map(Step::change).filter(it -> !some.contains(it)).toList();
  }

  private static boolean isDeletion(Change change) {
    return change.action() == Action.DELETE;
  }

  /**
   * Takes changes off the list that need no commit, as when a pull request has brought them under
   * another name. What they were in conflict with then is told now.
   */
  private Result settle(Link link, Ground ground, List<Change> free, List<Change> later) {
    Optional<CommitId> tip = Optional.of(ground.tip());
    Set<RepoPath> unread = ground.news().changed();
    CommitBatch batch =
        batches.build(ground.target(), link, tip, unread, free, later, journal.now());
    var entries = new ArrayList<Activity>();
    var delivered = new ArrayList<Change>();
    for (Step step : batch.steps()) {
      if (step.commit().isEmpty()) {
        delivered.add(step.change());
        List<Conflict> told =
            step.conflicts().isEmpty()
                ? batch.conflicts().of(step.change(), List.of())
                : step.conflicts();
        entries.add(journal.outbound(step.change(), step.outcome(), tip, told, tip));
      }
    }
    if (delivered.isEmpty()) {
      return Result.LOOK_AGAIN;
    }
    Link next = link.with(LostCommits.remember(link.state(), tip, ground.areLost()));
    ConflictBook conflicts = batch.conflicts();
    return Result.after(
        links.advance(conflicts.counted(next), delivered, entries, conflicts.changes()));
  }

  /**
   * Nothing is left to be proposed. A list of sources and destinations that nobody wants is not
   * offered again until there is something else to propose.
   */
  private Result forget(Link link, boolean isListStale) {
    boolean isWaiting = !resources.waiting(link.workspace(), 1).isEmpty();
    boolean stays = link.state().proposal().isPresent() && (isWaiting || isListStale);
    var next = stays ? link.state() : link.state().with(Optional.empty());
    Link settled = link.with(next.manifestWritten());
    if (settled.state().equals(link.state())) {
      return Result.DONE;
    }
    return links.advance(settled).isPresent() ? Result.DONE : Result.LOOK_AGAIN;
  }

  private static NeedsUser noHost(Link link) {
    return noHost(link.workspace(), link.settings());
  }

  static NeedsUser noHost(WorkspaceId workspace, LinkSettings settings) {
    return new NeedsUser(
        "PR-002",
        "Branch \"%s\" of workspace \"%s\" is to get its commits by pull request, and it is not known which service has the repository."
            .formatted(settings.branch(), workspace),
        "Set the host's kind with PUT /api/v1/git-sync, or set delivery to push.");
  }
}
