package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Purpose.Recreation;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Before anybody has looked at the pull requests: what waits is on a branch of ours that one of
 * them is about, or the link says what is in the way.
 */
record Proposed(World world, WorkspaceId workspace) {

  private static final Set<String> ANSWERS = Set.of("PR-001", "PR-003");

  void check() {
    LinkState state = world.link(workspace).state();
    Optional<String> failure = state.failure(OutboundFlow.NAME).map(Failure::code);
    if (!state.failures().isEmpty() && failure.filter(ANSWERS::contains).isEmpty()) {
      world.ledger().report(Kind.STALE_FAILURE, workspace + " shows failures: " + state.failures());
    }
    List<Change> left = left();
    if (left.isEmpty() || failure.isPresent()) {
      return;
    }
    Optional<Proposal> proposal = state.proposal();
    if (proposal.isEmpty()) {
      report("changes wait, and are not proposed");
    } else if (newest(proposal.get().branch()).filter(it -> it.state() == State.OPEN).isEmpty()) {
      report("changes wait on " + proposal.get().branch() + ", and no pull request is open");
    } else if (!isOn(proposal.get().branch(), left)) {
      report("changes wait that are not on " + proposal.get().branch());
    }
  }

  private void report(String text) {
    world.ledger().report(Kind.LEFT_WAITING, workspace + ": " + text + ".");
  }

  private List<Change> left() {
    Rest rest = Rest.of(world);
    var nothingLeft = new NothingLeft(rest, workspace);
    return world.store().waiting(workspace, Integer.MAX_VALUE).stream()
        .filter(it -> !nothingLeft.mayWait(it))
        .toList();
  }

  private Optional<PullRequest> newest(String branch) {
    return world.host().pulls().stream().filter(it -> it.source().equals(branch)).findFirst();
  }

  /**
   * Whether a branch has a commit for each resource that has a file, or a file that is not to be
   * made anew. One that makes no difference to the file may come later, and where Git is to win, or
   * a reviewer has decided what a file says, none of them need be there.
   */
  private boolean isOn(String branch, List<Change> changes) {
    CommitId head = Optional.ofNullable(world.git().ours().get(branch)).orElseThrow();
    Set<ChangeId> named =
        world.git().everything(head).stream()
            .flatMap(it -> Trailers.named(it.message(), workspace).stream())
            .collect(Collectors.toSet());
    Set<ResourceRef> there =
        changes.stream()
            .filter(it -> named.contains(it.id()))
            .map(Change::ref)
            .collect(Collectors.toSet());
    return world.workload().policies().conflicts() != ConflictPolicy.WORKSPACE
        || world.git().everything(head).stream().anyMatch(it -> it.author().equals(Reviewer.RITA))
        || changes.stream()
            .filter(it -> it.ref().kind().hasFile() && it.action() != Action.DELETE)
            .allMatch(it -> there.contains(it.ref()) || isThere(it, head));
  }

  /** Whether a file is there that a change makes anew: force may drop what is on a branch still. */
  private boolean isThere(Change change, CommitId head) {
    RepoPath path = world.link(workspace).layout().fileOf(change.ref());
    return change.purpose() instanceof Recreation
        && world.git().commit(head).files().containsKey(path);
  }
}
