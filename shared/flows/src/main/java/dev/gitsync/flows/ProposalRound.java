package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.Finding;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.ProposalText;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.flows.Journal.Touch;
import dev.gitsync.flows.Proposing.Ground;
import dev.gitsync.flows.Proposing.Next;
import dev.gitsync.flows.Proposing.Result;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Opened;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One round of a proposal, once it is known what has to be proposed. Does at most one thing to our
 * branch, writes down what came of it, and leaves the next to the next round.
 *
 * @param onTarget what would be pushed if the link's branch took pushes
 */
record ProposalRound(
    Proposing proposing, Link link, Ground ground, CodeHost host, CommitBatch onTarget) {

  Result run() {
    Optional<Proposal> known = link.state().proposal();
    if (known.isEmpty()) {
      return begin(Optional.empty());
    }
    Proposal proposal = known.get();
    Optional<PullRequest> found = host.latest(proposal.branch(), link.settings().branch());
    if (found.isEmpty()) {
      return proposal.standing() == Standing.OPEN ? work(proposal, found) : begin(known);
    }
    return switch (found.get().state()) {
      case OPEN -> work(proposal.standing(Standing.OPEN), found);
      case MERGED -> merged(proposal);
      case CLOSED -> closed(proposal, found.get());
    };
  }

  /**
   * What still waits was not in what was merged, or is not there yet for us to see: the branch has
   * the last word.
   */
  private Result merged(Proposal proposal) {
    return Branch.tip(ground.target(), link).equals(Optional.of(ground.tip()))
        ? begin(Optional.of(proposal))
        : Result.LOOK_AGAIN;
  }

  private Result closed(Proposal proposal, PullRequest found) {
    if (proposal.standing() == Standing.ABANDONED) {
      return begin(Optional.of(proposal));
    }
    Proposal now =
        proposal.seen(opened(found), Standing.CLOSED, proposal.told(), proposing.journal().now());
    if (store(now).isEmpty()) {
      return Result.LOOK_AGAIN;
    }
    int waiting = onTarget.steps().size();
    throw new NeedsUser(
        "PR-001",
        "Pull request %d of workspace \"%s\" was closed without being merged; %d %s."
            .formatted(
                found.number(),
                link.workspace(),
                waiting,
                waiting == 1 ? "change waits" : "changes wait"),
        "Reopen it, or POST /api/v1/git-sync/proposal to have another one opened.");
  }

  private static Opened opened(PullRequest found) {
    return new Opened(found.number(), found.url());
  }

  private Optional<Link> store(Proposal proposal) {
    return store(proposal, link);
  }

  private Optional<Link> store(Proposal proposal, Link current) {
    return proposing.links().advance(current.with(current.state().with(Optional.of(proposal))));
  }

  /** Writes down which branch is to be made: a name that no branch has, and none of ours had. */
  private Result begin(Optional<Proposal> before) {
    var names = ProposalBranches.after(link.workspace(), changes(), before);
    String free = names.firstFree(name -> isFree(name));
    var planned = Proposal.planned(free, ground.tip(), proposing.journal().now());
    return Result.after(store(planned));
  }

  private boolean isFree(String name) {
    try (GitRemote remote = proposing.branch().open(link, name)) {
      return !(remote.tip() instanceof GitRemote.At);
    }
  }

  private List<Change> changes() {
    return onTarget.steps().stream().map(CommitBatch.Step::change).toList();
  }

  private Result work(Proposal proposal, Optional<PullRequest> found) {
    try (GitRemote ours = proposing.branch().open(link, proposal.branch())) {
      return ours.tip() instanceof GitRemote.At(var tip)
          ? goOn(proposal, found, new OwnBranch(ours, proposal, tip))
          : make(proposal, ours);
    }
  }

  /** Our branch is not there: it is yet to be made, or somebody has deleted it. */
  private Result make(Proposal proposal, GitRemote ours) {
    if (proposal.tip().isPresent()) {
      return begin(Optional.of(proposal));
    }
    if (!proposal.base().equals(ground.tip())) {
      return Result.after(store(proposal.basedOn(ground.tip())));
    }
    CommitBatch batch = batch(ground.target(), ground.tip(), ground.news().changed(), changes());
    return noted(proposal, batch.commits(), ours.branchOff(ground.tip(), batch.commits()));
  }

  private CommitBatch batch(
      GitRemote remote, CommitId tip, Set<RepoPath> unread, List<Change> changes) {
    List<Change> next = changes.stream().limit(OutboundFlow.MOST_IN_A_PUSH).toList();
    return proposing
        .batches()
        .build(remote, link, Optional.of(tip), unread, next, proposing.journal().now());
  }

  private Result noted(Proposal proposal, List<CommitDraft> commits, PushOutcome outcome) {
    return switch (outcome) {
      case Pushed pushed -> {
        Result stored = Result.after(store(proposal.at(pushed.tip())));
        yield new Result(stored.next(), commits.size());
      }
      case HeadMoved moved -> Result.LOOK_AGAIN;
      case Refused refused -> throw RefusedPush.of(link, proposal.branch(), refused);
    };
  }

  private Result goOn(Proposal proposal, Optional<PullRequest> found, OwnBranch own) {
    OwnBranch.Content content = own.content(link, ground);
    if (proposal.tip().isEmpty() && !content.isOurs()) {
      return begin(Optional.of(proposal));
    }
    if (!content.base().equals(proposal.base())) {
      return Result.after(store(proposal.basedOn(content.base())));
    }
    Optional<CommitDraft> merge =
        isBehind(content) && isAllKnown(content) ? merge(own, content) : Optional.empty();
    if (merge.isPresent()) {
      PushOutcome outcome = own.remote().push(Optional.of(own.tip()), List.of(merge.get()));
      return noted(proposal.basedOn(ground.tip()), List.of(merge.get()), outcome);
    }
    CommitBatch batch =
        batch(own.remote(), own.tip(), content.unread(ground), fresh(content.carried()));
    if (!batch.commits().isEmpty()) {
      Optional<Link> told = tellReviews(batch, content.reviews(), own.tip());
      return told.isPresent() ? on(told.get()).add(proposal, own, batch) : Result.LOOK_AGAIN;
    }
    return show(proposal.at(own.tip()), found, content);
  }

  /** Whether it is known what the link's branch would say of all that ours carries. */
  private boolean isAllKnown(OwnBranch.Content content) {
    Set<Change> known = Set.copyOf(changes());
    return proposing.resources().waiting(link.workspace(), Integer.MAX_VALUE).stream()
        .filter(it -> content.carried().contains(it.id()))
        .allMatch(known::contains);
  }

  private Optional<CommitDraft> merge(OwnBranch own, OwnBranch.Content content) {
    List<Change> later = fresh(content.carried());
    var dealtWith = new ArrayList<>(changes());
    dealtWith.removeAll(later);
    return new BranchMerge(proposing.batches(), link, ground)
        .draft(own, content, dealtWith, later, proposing.journal().now());
  }

  /**
   * Whether the link's branch has changed files that ours has changed too, or is about to: what is
   * to be done to them can only be seen on what they say there.
   */
  private boolean isBehind(OwnBranch.Content content) {
    return !content.clashes().isEmpty()
        || fresh(content.carried()).stream()
            .map(Change::ref)
            .filter(it -> it.kind().hasFile())
            .map(link.layout()::fileOf)
            .anyMatch(content.moved()::contains);
  }

  private ProposalRound on(Link now) {
    return new ProposalRound(proposing, now, ground, host, onTarget);
  }

  private Result add(Proposal proposal, OwnBranch own, CommitBatch batch) {
    PushOutcome outcome = own.remote().push(Optional.of(own.tip()), batch.commits());
    return noted(proposal, batch.commits(), outcome);
  }

  /**
   * Where what reviewers have put on our branch meets a change of the same field, only one of them
   * stays: the log says so before the push. Conflicts with the link's branch are taken down
   * already.
   */
  private Optional<Link> tellReviews(CommitBatch batch, History reviews, CommitId tip) {
    var touches = new FileTouches(link.workspace(), reviews, tip);
    var entries = new ArrayList<Activity>();
    Set<ResourceRef> carried =
        batch.steps().stream()
            .filter(it -> it.commit().isPresent())
            .map(it -> it.change().ref())
            .collect(Collectors.toSet());
    for (CommitBatch.Step step : batch.steps()) {
      Change change = step.change();
      List<Conflict> found =
          step.findings().stream()
              .filter(it -> !onTarget.conflicts().tellsOf(it))
              .map(Finding::conflict)
              .toList();
      if (carried.contains(change.ref()) && !found.isEmpty()) {
        Touch last = touches.last(link.layout().fileOf(change.ref()));
        entries.add(
            proposing.journal().overruled(link.workspace(), change, change.after(), last, found));
      }
    }
    return entries.isEmpty()
        ? Optional.of(link)
        : proposing.links().advance(link, List.of(), entries);
  }

  /**
   * The changes that are not on our branch. Those before one that is there were dealt with, also
   * those that needed no commit.
   */
  private List<Change> fresh(Set<ChangeId> carried) {
    Map<ResourceRef, Long> newest = new HashMap<>();
    List<Change> all = changes();
    all.stream()
        .filter(it -> carried.contains(it.id()))
        .forEach(it -> newest.merge(it.ref(), it.sequence(), Math::max));
    return all.stream()
        .filter(it -> it.sequence() > newest.getOrDefault(it.ref(), Long.MIN_VALUE))
        .toList();
  }

  /** Has the host show what is on our branch. */
  private Result show(Proposal proposal, Optional<PullRequest> found, OwnBranch.Content content) {
    List<Change> carried =
        changes().stream().filter(it -> content.carried().contains(it.id())).toList();
    ProposalText text = ProposalText.of(link.workspace(), carried);
    String branch = link.settings().branch();
    var draft = new Draft(proposal.branch(), branch, text.title(), text.body());
    if (found.isPresent() && !proposal.told().equals(text.sum())) {
      host.update(found.get().number(), draft);
    }
    PullRequest open = found.orElseGet(() -> host.open(draft));
    Proposal shown =
        proposal.seen(opened(open), Standing.OPEN, text.sum(), proposing.journal().now());
    Link next = link.with(link.state().manifestWritten());
    if (store(shown, next).isEmpty()) {
      return Result.LOOK_AGAIN;
    }
    if (!content.clashes().isEmpty()) {
      throw conflicting(open, proposal, content);
    }
    return new Result(Next.DONE, 0);
  }

  private NeedsUser conflicting(PullRequest open, Proposal proposal, OwnBranch.Content content) {
    var files = new HashSet<>(content.clashes());
    String first = files.stream().sorted().findFirst().map(RepoPath::value).orElse("");
    return new NeedsUser(
        "PR-003",
        "Pull request %d of workspace \"%s\" and branch \"%s\" have both changed %s%s, and Git Sync cannot merge them without losing something."
            .formatted(
                open.number(),
                link.workspace(),
                link.settings().branch(),
                first,
                files.size() > 1 ? " and %d more files".formatted(files.size() - 1) : ""),
        "Merge branch \"%s\" into \"%s\", or close the pull request and POST /api/v1/git-sync/proposal."
            .formatted(link.settings().branch(), proposal.branch()));
  }
}
