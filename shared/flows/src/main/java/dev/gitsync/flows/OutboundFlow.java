package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Carries the waiting changes of a workspace to its branch: one commit per change, in order, all in
 * one push.
 *
 * <p>Can die anywhere and run again from the start: the push names the tip that the commits were
 * made for, changes wait until a commit on the branch is known to carry them, and a rerun finds
 * such commits by their trailers.
 */
public final class OutboundFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "outbound";

  static final int MOST_IN_A_PUSH = 200;
  private static final int MOST_ATTEMPTS = 5;

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final Journal journal;
  private final CommitBatchBuilder batches;
  private final OutboundDeletions deletions;
  private final Proposing proposing;

  /** A flow on these ports. */
  public OutboundFlow(Links links, Resources resources, Branch branch, Journal journal) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.journal = journal;
    this.batches = new CommitBatchBuilder(resources);
    this.deletions = new OutboundDeletions(links, resources, journal);
    this.proposing = new Proposing(links, resources, branch, journal);
  }

  /**
   * Delivers what waits, for as long as the link is not held.
   *
   * @throws SetAside when changes met an error of ours, after all others were delivered
   */
  public FlowReport run(Link link) {
    var left = new Left();
    FlowReport report = deliver(link, this::isForUs, left);
    if (!left.faulty().isEmpty()) {
      throw SetAside.of("Changes", left.faulty());
    }
    return report;
  }

  /**
   * Delivers what waits, for a full resync, which holds the link itself, and writes what cannot be
   * delivered in another way.
   */
  void deliver(Link link) {
    deliver(link, it -> true, new Left());
  }

  /** Before the first sync, and while a resync runs, writing is that flow's. */
  private boolean isForUs(Link link) {
    return link.isOpen(journal.now()) && link.state().lastRead().isPresent();
  }

  private FlowReport deliver(Link link, Predicate<Link> mayGoOn, Left left) {
    int commits = 0;
    int again = 0;
    Link current = link;
    while (again < MOST_ATTEMPTS) {
      if (!mayGoOn.test(current)) {
        return FlowReport.of(NAME, new Count("commits", commits));
      }
      Optional<OutboundDeletions.Sorted> sorted = deletions.sort(current, waiting(current, left));
      if (sorted.isEmpty()) {
        again++;
        current = links.reread(current);
        continue;
      }
      current = sorted.get().link();
      List<Change> changes = sorted.get().free();
      if (changes.isEmpty() && isNothingLeft(current)) {
        return FlowReport.of(NAME, new Count("commits", commits));
      }
      if (proposes(current, left)) {
        Proposing.Result result = proposing.attempt(current, changes, left);
        commits += result.commits();
        if (result.next() == Proposing.Next.DONE) {
          return FlowReport.of(NAME, new Count("commits", commits));
        }
        again = result.next() == Proposing.Next.GO_ON ? 0 : again + 1;
        current = links.reread(current);
        continue;
      }
      Optional<Integer> pushed = attempt(current, changes, left);
      commits += pushed.orElse(0);
      again = pushed.isPresent() ? 0 : again + 1;
      current = links.reread(current);
    }
    throw new TryLater("GIT-011", "The branch moves faster than it can be pushed to.", null);
  }

  private static boolean isNothingLeft(Link link) {
    return link.state().manifest() == ManifestState.CURRENT && link.state().proposal().isEmpty();
  }

  /** Whether changes go by pull request: as set, while some do, and where a push was refused. */
  private static boolean proposes(Link link, Left left) {
    return Proposing.isFor(link) || left.isPushRefused();
  }

  /** The next changes, without those that have to be left. */
  private List<Change> waiting(Link link, Left left) {
    List<Change> next = resources.waiting(link.workspace(), MOST_IN_A_PUSH);
    boolean isPart = next.size() == MOST_IN_A_PUSH;
    boolean needsAll = !left.isEmpty() || deletions.mayStop(link) || proposes(link, left);
    List<Change> waiting =
        isPart && needsAll ? resources.waiting(link.workspace(), Integer.MAX_VALUE) : next;
    return waiting.stream().filter(change -> !left.has(change.ref())).toList();
  }

  /** One round. Empty when it lost a race and has to look again. */
  private Optional<Integer> attempt(Link link, List<Change> waiting, Left left) {
    try (GitRemote remote = branch.open(link)) {
      var round = new Round(remote, link, waiting.stream().limit(MOST_IN_A_PUSH).toList(), left);
      Optional<CommitId> read = link.state().lastRead();
      return read.isPresent() && remote.lastSeen().equals(read) ? pushFirst(round) : look(round);
    }
  }

  /**
   * What a round is about.
   *
   * @param left takes up what has to be left
   */
  private record Round(GitRemote remote, Link link, List<Change> waiting, Left left) {}

  private CommitBatch batch(Round round, Optional<CommitId> tip, Set<RepoPath> unread) {
    CommitBatch batch =
        batches.build(round.remote(), round.link(), tip, unread, round.waiting(), journal.now());
    round.left().take(batch);
    return batch;
  }

  /**
   * Where the workspace has read up to where the branch was seen last, there is nothing to look
   * for: the push says whether the branch is there still. With nothing to push it has to be asked.
   */
  private Optional<Integer> pushFirst(Round round) {
    Optional<CommitId> tip = round.link().state().lastRead();
    CommitBatch batch = batch(round, tip, Set.of());
    if (batch.commits().isEmpty() || batch.conflicts().hasOpened()) {
      return look(round);
    }
    return switch (guess(round.remote(), tip, batch)) {
      case Pushed(var ids) ->
          finish(round.link(), batch, new Ground(tip, isRemembered(round.link())), ids);
      case HeadMoved moved -> look(round);
      case Refused refused -> refused(round, refused);
    };
  }

  /**
   * A push that nobody answered, as on a connection that died while it was kept, may have arrived:
   * whoever looks finds its commits by their trailers.
   */
  private static PushOutcome guess(GitRemote remote, Optional<CommitId> tip, CommitBatch batch) {
    try {
      return remote.push(tip, batch.commits());
    } catch (TryLater e) {
      return new HeadMoved();
    }
  }

  private Optional<Integer> look(Round round) {
    GitRemote remote = round.remote();
    Link link = round.link();
    Optional<CommitId> tip = Branch.tip(remote, link);
    if (isOvertaken(link, tip)) {
      return Optional.empty();
    }
    History news = news(remote, link, tip);
    boolean areLost = LostCommits.areOn(link, remote, tip);
    Optional<Link> caughtUp =
        new DeliveredChanges(links, resources, journal)
            .settle(remote, link, news, tip, areLost, round.waiting());
    if (caughtUp.isEmpty()) {
      return Optional.empty();
    }
    if (caughtUp.get().version() != link.version()) {
      return Optional.of(0);
    }
    CommitBatch batch = batch(round, tip, news.changed());
    if (!batch.unreadable().isEmpty()) {
      Optional<Link> noted = new MendedFiles(links, resources).note(remote, link, tip);
      if (noted.filter(it -> it.version() == link.version()).isEmpty()) {
        return noted.map(it -> 0);
      }
    }
    return batch.commits().isEmpty()
        ? finish(link, batch, new Ground(tip, areLost), List.of())
        : tellConflicts(link, batch)
            .flatMap(told -> push(round, told, new Ground(tip, areLost), batch));
  }

  /**
   * Whether another run has come further since this one began. What it has found to need no commit
   * is not on the branch to be found, and could look like something to do once the branch moved on.
   */
  private boolean isOvertaken(Link link, Optional<CommitId> tip) {
    return !tip.equals(link.state().lastRead()) && links.reread(link).version() != link.version();
  }

  /** What the workspace has not read yet. */
  static History news(GitRemote remote, Link link, Optional<CommitId> tip) {
    Optional<CommitId> lastRead = link.state().lastRead();
    if (tip.equals(lastRead)) {
      return new History(List.of(), Set.of(), Continuity.CONTINUED);
    }
    return tip.map(at -> remote.history(lastRead, at))
        .orElseGet(() -> new History(List.of(), Set.of(), Continuity.BROKEN));
  }

  /** Conflicts are taken down before the push: a run that finds its commits finds them too. */
  private Optional<Link> tellConflicts(Link link, CommitBatch batch) {
    ConflictBook conflicts = batch.conflicts();
    return conflicts.hasOpened()
        ? links.advance(conflicts.counted(link), List.of(), List.of(), conflicts.takeOpened())
        : Optional.of(link);
  }

  private Optional<Integer> push(Round round, Link link, Ground ground, CommitBatch batch) {
    return switch (round.remote().push(ground.tip(), batch.commits())) {
      case Pushed(var ids) -> finish(link, batch, ground, ids);
      case HeadMoved moved -> Optional.empty();
      case Refused refused -> refused(round, refused);
    };
  }

  /** What the branch takes by pull request only is proposed in the next round. */
  private Optional<Integer> refused(Round round, Refused refused) {
    if (refused.reason() != Reason.PROTECTED || !branch.hasHost(round.link())) {
      throw RefusedPush.of(round.link(), refused);
    }
    round.left().refusePush();
    return Optional.empty();
  }

  private Optional<Integer> finish(
      Link link, CommitBatch batch, Ground ground, List<CommitId> ids) {
    Optional<CommitId> tip = ground.tip();
    Optional<CommitId> now = ids.isEmpty() ? tip : Optional.of(ids.getLast());
    List<Activity> entries = new ArrayList<>();
    for (CommitBatch.Step step : batch.steps()) {
      Optional<CommitId> commit = step.commit().map(ids::get).or(() -> tip);
      entries.add(journal.outbound(step.change(), step.outcome(), commit, step.conflicts(), now));
    }
    LinkState next = next(link, ground, ids, batch);
    List<Change> delivered = batch.steps().stream().map(CommitBatch.Step::change).toList();
    ConflictBook conflicts = batch.conflicts();
    if (delivered.isEmpty() && next.equals(link.state()) && conflicts.changes().isEmpty()) {
      return Optional.of(0);
    }
    return links
        .advance(conflicts.counted(link.with(next)), delivered, entries, conflicts.changes())
        .map(stored -> ids.size());
  }

  /**
   * Where files could not be applied, or say more than our changes, the inbound flow has to come by
   * once more: what they lacked may be there now.
   */
  private static LinkState next(Link link, Ground ground, List<CommitId> ids, CommitBatch batch) {
    LinkState state = link.state().manifestWritten();
    boolean isToBeRead = state.problemCount() > 0 || !batch.merged().isEmpty();
    if (!ids.isEmpty() && isCaughtUp(link, ground.tip()) && !isToBeRead) {
      return state.pushed(ids.getLast());
    }
    if (batch.steps().isEmpty() && ids.isEmpty() && state.equals(link.state())) {
      return state;
    }
    Optional<CommitId> now = ids.isEmpty() ? ground.tip() : Optional.of(ids.getLast());
    LinkState delivered = LostCommits.remember(state, now, ground.areLost());
    return isToBeRead ? delivered.toBeReadAgain() : delivered;
  }

  /** Where the branch is what was read last, it has lost whatever came after that. */
  private static boolean isRemembered(Link link) {
    return link.state().delivered().isPresent()
        && !link.state().delivered().equals(link.state().lastRead());
  }

  /**
   * What commits are made for.
   *
   * @param areLost whether the branch has lost commits that the link remembers
   */
  private record Ground(Optional<CommitId> tip, boolean areLost) {}

  /** Whether our commits stand on what the workspace has read. */
  private static boolean isCaughtUp(Link link, Optional<CommitId> tip) {
    return tip.equals(link.state().lastRead()) && link.state().delivered().isEmpty();
  }
}
