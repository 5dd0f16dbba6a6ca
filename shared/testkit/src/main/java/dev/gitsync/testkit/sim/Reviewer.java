package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.testkit.InMemoryGit;
import dev.gitsync.testkit.InMemoryGit.Commit;
import dev.gitsync.testkit.InMemoryGit.MergeKind;
import dev.gitsync.testkit.sim.Proposals.Review;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Somebody who looks at pull requests: merges, closes, reopens them, or commits to them. */
record Reviewer(World world) {

  static final Person RITA = new Person("Rita", "rita@example.com");
  private static final int MOST = 4;
  private static final List<MergeKind> KINDS = List.of(MergeKind.values());

  /** One of the newest pull requests that are not merged. */
  Optional<PullRequest> drawn(Choices choices) {
    List<PullRequest> pulls =
        world.host().pulls().stream().filter(it -> it.state() != State.MERGED).limit(MOST).toList();
    return pulls.isEmpty() ? Optional.empty() : Optional.of(choices.from(pulls));
  }

  /**
   * Does something about a pull request.
   *
   * @return as a story tells it
   */
  String review(PullRequest pull, Choices choices) {
    String done =
        pull.state() == State.OPEN
            ? switch (choices.weighted(6, 4, 3, 2, 1)) {
              case 1 -> commit(pull, choices);
              case 2 -> close(pull);
              case 3 -> update(pull, choices);
              case 4 -> renew(pull);
              default -> merge(pull, choices).orElse("cannot merge");
            }
            : answer(pull, choices);
    return "Rita " + done + " " + pull.source();
  }

  /** Has a closed pull request opened again, or another one in its place. */
  String answer(PullRequest pull, Choices choices) {
    boolean isThere = world.git().ours().containsKey(pull.source());
    if (isThere && choices.of(2) == 0) {
      world.host().become(pull.number(), State.OPEN);
      return "reopens";
    }
    String done = renew(pull);
    if (isThere && choices.weighted(3, 1) == 1) {
      delete(pull.source());
      return done + " and deletes";
    }
    return done;
  }

  /** Hosts close what is still open of a branch that is deleted. */
  private void delete(String branch) {
    world.host().pulls().stream()
        .filter(it -> it.state() == State.OPEN && it.source().equals(branch))
        .forEach(it -> world.host().become(it.number(), State.CLOSED));
    world.git().delete(branch);
    world.ledger().proposals().deleted(branch);
  }

  private String close(PullRequest pull) {
    world.host().become(pull.number(), State.CLOSED);
    return "closes";
  }

  /** What {@code POST /api/v1/git-sync/proposal} does. */
  private String renew(PullRequest pull) {
    for (WorkspaceId workspace : world.workload().workspaces()) {
      Link link = world.link(workspace);
      Optional<Proposal> proposal =
          link.state()
              .proposal()
              .filter(it -> it.branch().equals(pull.source()) && it.opened().isPresent());
      if (proposal.isPresent()) {
        var abandoned = Optional.of(proposal.get().standing(Standing.ABANDONED));
        var state = link.state().with(abandoned).retriedAt(world.now());
        world.store().advance(link.with(state));
        world.queue().outbound(workspace);
      }
    }
    return "asks for another pull request than";
  }

  /** Merges; empty where the host can not. */
  Optional<String> merge(PullRequest pull, Choices choices) {
    InMemoryGit git = world.git();
    CommitId before = git.tip().orElseThrow();
    if (!isMergeable(pull)) {
      return Optional.empty();
    }
    MergeKind kind = choices.from(KINDS, 3, 3, 2);
    String message = message(pull, git.added(before, pull.head()), choices);
    boolean isNews = !git.added(before, pull.head()).isEmpty();
    if (isNews
        && !merge(pull.source(), kind, message)
        && !merge(pull.source(), MergeKind.MERGE, message)) {
      return Optional.empty();
    }
    world.host().become(pull.number(), State.MERGED);
    if (choices.of(2) == 1) {
      delete(pull.source());
    }
    return Optional.of("merges (" + kind + ")");
  }

  private boolean merge(String branch, MergeKind kind, String message) {
    CommitId before = world.git().tip().orElseThrow();
    try {
      CommitId by = world.git().merge(branch, kind, RITA, message);
      boolean isOne = kind != MergeKind.REBASE;
      List<Commit> came = world.git().added(before, by);
      world.ledger().merged(branch, came, isOne ? Optional.of(came.getLast()) : Optional.empty());
      return true;
    } catch (IllegalStateException e) {
      return false; // Somewhere on the way there is a conflict.
    }
  }

  private boolean isMergeable(PullRequest pull) {
    boolean isRelated =
        world.git().mergeBase(pull.head(), world.git().tip().orElseThrow()).isPresent();
    return isRelated && world.git().clashes(pull.source()).isEmpty();
  }

  /** Hosts put into a merge's message what people have set them to. */
  private String message(PullRequest pull, List<Commit> commits, Choices choices) {
    return switch (choices.weighted(2, 1, 1)) {
      case 1 -> pull.title() + "\n\n" + world.host().body(pull.number());
      case 2 -> commits.stream().map(Commit::message).collect(Collectors.joining("\n"));
      default -> "Merge pull request " + pull.number() + "\n";
    };
  }

  /** Commits to the branch, on a file of the link that it is for. */
  private String commit(PullRequest pull, Choices choices) {
    Spot spot = world.spot(choices);
    var layout =
        new LinkLayout(spot.workspace(), world.workload().settings(spot.workspace()).folder());
    String path = layout.fileOf(spot.ref()).value();
    String before = text(pull.head(), path);
    var edit = new FileEdit(spot.ref(), before, world::token);
    String after =
        switch (choices.weighted(8, 2, 1, 1)) {
          case 1 -> edit.comment(choices);
          case 2 -> "";
          case 3 -> edit.broken(choices);
          default -> edit.edited(choices);
        };
    if (after.equals(before)) {
      return "finds nothing to change on";
    }
    world.git().commitTo(pull.source(), RITA, "Edit by review\n", Map.of(path, after));
    world.ledger().proposals().reviewed(pull.source(), new Review(path, before, after));
    return "edits " + path + " " + Tokens.without(Tokens.in(after), Tokens.in(before)) + " on";
  }

  private String text(CommitId commit, String path) {
    return world.git().commit(commit).files().getOrDefault(new RepoPath(path), "");
  }

  /** Whether the link's branch has something that can be merged: not where force left nothing. */
  private boolean isBehind(PullRequest pull) {
    CommitId tip = world.git().tip().orElseThrow();
    return world.git().mergeBase(pull.head(), tip).isPresent()
        && !world.git().added(pull.head(), tip).isEmpty();
  }

  /** Merges the link's branch, and decides by hand what both have changed. */
  private String update(PullRequest pull, Choices choices) {
    if (!isBehind(pull)) {
      return "finds nothing to merge into";
    }
    CommitId tip = world.git().tip().orElseThrow();
    var decided = new HashMap<String, String>();
    for (RepoPath path : new TreeSet<>(world.git().clashes(pull.source()))) {
      String ours = text(pull.head(), path.value());
      String theirs = text(tip, path.value());
      String after = choices.of(2) == 0 ? ours : theirs;
      decided.put(path.value(), after);
      var review = new Review(path.value(), ours + "\n" + theirs, after);
      world.ledger().proposals().reviewed(pull.source(), review);
    }
    world.git().mergeInto(pull.source(), RITA, "Merge branch 'main'\n", decided);
    return "merges main, deciding " + decided.keySet() + ", into";
  }

  /**
   * Brings all that is proposed to the branch, as somebody does who finds the time.
   *
   * @return whether there was anything to do
   */
  boolean bringAll(Choices choices) {
    boolean isBusy = false;
    for (WorkspaceId workspace : world.workload().workspaces()) {
      Optional<PullRequest> pull =
          world.link(workspace).state().proposal().flatMap(it -> newest(it.branch()));
      if (pull.isPresent() && isToBeBrought(workspace, pull.get())) {
        String done = bring(pull.get(), choices);
        world.story().tell(() -> "Rita " + done + " " + pull.get().source());
        isBusy = true;
      }
    }
    return isBusy;
  }

  /** Where a file has to be mended first, nobody's answer has another pull request opened. */
  private boolean isToBeBrought(WorkspaceId workspace, PullRequest pull) {
    var nothingLeft = new NothingLeft(Rest.of(world), workspace);
    List<Change> waiting = world.store().waiting(workspace, Integer.MAX_VALUE);
    boolean isHeldUp = !waiting.isEmpty() && waiting.stream().allMatch(nothingLeft::mayWait);
    return pull.state() == State.OPEN || (pull.state() == State.CLOSED && !isHeldUp);
  }

  private Optional<PullRequest> newest(String branch) {
    return world.host().pulls().stream().filter(it -> it.source().equals(branch)).findFirst();
  }

  private String bring(PullRequest pull, Choices choices) {
    if (pull.state() == State.CLOSED) {
      return answer(pull, choices);
    }
    return merge(pull, choices)
        .orElseGet(
            () ->
                isBehind(pull) && choices.of(2) == 0
                    ? update(pull, choices)
                    : closeForAnother(pull));
  }

  private String closeForAnother(PullRequest pull) {
    return close(pull) + " and " + renew(pull);
  }
}
