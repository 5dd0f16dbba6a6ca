package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.BOB;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.flows.FlowWorld.Died;
import dev.gitsync.flows.FlowWorld.Dying;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryGit;
import dev.gitsync.testkit.InMemoryGit.MergeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposalTest {

  private static final String FILE = "models/orders.yaml";

  private static FlowWorld proposing() {
    var world = FlowWorld.synced(model("orders", "SELECT 1"));
    world.propose();
    return world;
  }

  private static Proposal proposal(FlowWorld world) {
    return world.link().state().proposal().orElseThrow();
  }

  private static String proposed(FlowWorld world) {
    CommitId tip = Objects.requireNonNull(world.git.ours().get(proposal(world).branch()));
    return world.git.commit(tip).files().getOrDefault(new RepoPath(FILE), "");
  }

  private static void assertSettled(FlowWorld world) {
    assertThat(world.waiting()).isEmpty();
    assertThat(world.link().state().proposal()).isEmpty();
    assertThat(world.link().state().failures()).isEmpty();
    assertThat(world.isEqual(model("orders", "").ref())).isTrue();
  }

  @Test
  void putsEditsOnABranchOfOursAndOpensOnePullRequest() {
    FlowWorld world = proposing();
    Optional<CommitId> main = world.git.tip();
    Change change = world.edit(model("orders", "SELECT 2"));
    world.runOutbound();

    String branch = "gitsync/acme/" + change.id().value().substring(0, 8);
    assertThat(world.git.tip()).isEqualTo(main);
    assertThat(world.git.ours()).containsOnlyKeys(branch);
    assertThat(proposed(world)).contains("SELECT 2");
    assertThat(world.waiting()).containsExactly(change);
    assertThat(world.host.all()).hasSize(1);
    assertThat(world.host.last().draft().title()).isEqualTo("Update model \"Model orders\"");
    assertThat(proposal(world).opened())
        .contains(new Proposal.Opened(1, "https://git.example/pulls/1"));
    assertThat(world.link().state().failures()).isEmpty();

    world.runOutbound();
    assertThat(world.host.updates()).isZero();
    assertThat(world.git.pushes()).isEqualTo(2);
  }

  @Test
  void addsLaterEditsToTheSamePullRequest() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.edit(model("users", "SELECT 3"));
    world.runOutbound();
    assertThat(world.git.ours()).hasSize(1);
    assertThat(world.host.all()).hasSize(1);
    assertThat(world.host.updates()).isEqualTo(1);
    assertThat(world.host.last().draft().title()).isEqualTo("Sync 2 changes of workspace acme");
    assertThat(world.waiting()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void leavesBothSidesEqualWithNoFurtherCommitOnceMerged(MergeKind kind) {
    for (boolean inboundFirst : List.of(true, false)) {
      FlowWorld world = proposing();
      world.edit(model("orders", "SELECT 2"));
      world.runOutbound();
      world.edit(model("orders", "SELECT 3"));
      world.edit(model("users", "SELECT 4"));
      world.runOutbound();
      String branch = proposal(world).branch();
      CommitId merged = world.git.merge(branch, kind, BOB, "Merge it\n");
      world.host.become(State.MERGED);
      world.git.delete(branch);
      if (inboundFirst) {
        world.runInbound();
      }
      world.runOutbound();
      world.runInbound();
      world.runOutbound();
      assertThat(world.git.tip()).contains(merged);
      assertThat(world.git.ours()).isEmpty();
      assertThat(world.model("orders").query().text()).isEqualTo("SELECT 3");
      assertThat(world.link().state().openConflicts()).isZero();
      assertThat(world.activity()).allMatch(it -> it.conflicts().isEmpty());
      assertThat(world.link().state().lastRead()).contains(merged);
      assertSettled(world);
    }
  }

  @Test
  void opensAnotherForWhatCameWhileOneWasMerged() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    String first = proposal(world).branch();
    Change late = world.edit(model("orders", "SELECT 3"));
    world.git.merge(first, MergeKind.SQUASH, BOB, "Squashed\n");
    world.host.become(State.MERGED);
    world.runOutbound();
    assertThat(world.waiting()).containsExactly(late);
    assertThat(proposal(world).branch()).isNotEqualTo(first);
    assertThat(world.host.all()).hasSize(2);
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 3");
    world.git.merge(proposal(world).branch(), MergeKind.SQUASH, BOB, "Squashed\n");
    world.host.become(State.MERGED);
    world.runInbound();
    world.runOutbound();
    assertSettled(world);
  }

  @Test
  void waitsWhenItIsClosedUntilItIsReopenedOrAnotherIsWanted() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    String first = proposal(world).branch();
    world.host.become(State.CLOSED);
    world.edit(model("users", "SELECT 3"));
    world.runOutbound();
    assertThat(world.link().state().failure(OutboundFlow.NAME).map(Failure::message))
        .contains(
            "Pull request 1 of workspace \"acme\" was closed without being merged; 2 changes wait.");
    assertThat(world.host.all()).hasSize(1);
    assertThat(world.git.pushes()).isEqualTo(2);

    world.host.become(State.OPEN);
    world.runOutbound();
    assertThat(world.link().state().failures()).isEmpty();
    assertThat(world.git.pushes()).isEqualTo(3);

    world.host.become(State.CLOSED);
    world.runOutbound();
    var link = world.link();
    world.store.advance(
        link.with(link.state().with(Optional.of(proposal(world).standing(Standing.ABANDONED)))));
    world.runOutbound();
    assertThat(proposal(world).branch()).isEqualTo(first + "-2");
    assertThat(world.host.all()).hasSize(2);
    assertThat(world.waiting()).hasSize(2);
    assertThat(world.link().state().failures()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ConflictPolicy.class)
  void mergesTheBranchWhereBothChangedTheSameFile(ConflictPolicy policy) {
    FlowWorld world = proposing();
    world.use(new Policies(policy, DeletionPolicy.IGNORE, DeletionGuard.DEFAULT));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push(FILE, "# by hand\n" + world.file(FILE).replace("Model orders", "Orders"));
    CommitId main = world.git.tip().orElseThrow();
    world.runOutbound();
    world.runInbound();
    assertThat(proposed(world)).contains("# by hand", "name: Orders", "SELECT 2");
    assertThat(proposal(world).base()).isEqualTo(main);
    CommitId tip = Objects.requireNonNull(world.git.ours().get(proposal(world).branch()));
    assertThat(world.git.commit(tip).merged()).contains(main);
    assertThat(world.model("orders").name()).isEqualTo("Orders");
    world.git.merge(proposal(world).branch(), MergeKind.SQUASH, BOB, "Squashed\n");
    world.host.become(State.MERGED);
    world.runInbound();
    world.runOutbound();
    assertSettled(world);
  }

  @Test
  void tellsAConflictOnceAndKeepsTheWorkspacesValue() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push(FILE, world.file(FILE).replace("SELECT 1", "SELECT 9"));
    for (int i = 0; i < 3; i++) {
      world.runInbound();
      world.runOutbound();
      world.push(Map.of("models/readme" + i + ".txt", "x"));
    }
    assertThat(proposed(world)).contains("SELECT 2");
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    assertThat(world.link().state().openConflicts()).isEqualTo(1);
    assertThat(world.activity().stream().filter(it -> !it.conflicts().isEmpty())).hasSize(1);
  }

  @Test
  void followsGitWhereThePolicySaysSoAndProposesNothing() {
    FlowWorld world = proposing();
    world.use(new Policies(ConflictPolicy.GIT, DeletionPolicy.IGNORE, DeletionGuard.DEFAULT));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push(FILE, world.file(FILE).replace("SELECT 1", "SELECT 9"));
    world.runOutbound();
    world.runInbound();
    world.runOutbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 9");
    assertThat(world.activity().stream().filter(it -> !it.conflicts().isEmpty())).isNotEmpty();
    assertSettled(world);
  }

  @Test
  void keepsWhatAReviewerCommitsToOurBranch() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    String branch = proposal(world).branch();
    world.git.commitTo(
        branch,
        BOB,
        "Better name\n",
        Map.of(FILE, proposed(world).replace("Model orders", "Good")));
    world.edit(model("users", "SELECT 3"));
    world.runOutbound();
    assertThat(proposed(world)).contains("name: Good", "SELECT 2");
    world.git.merge(branch, MergeKind.SQUASH, BOB, world.host.last().draft().body());
    world.host.become(State.MERGED);
    world.runInbound();
    world.runOutbound();
    assertThat(world.model("orders").name()).isEqualTo("Good");
    assertSettled(world);
  }

  @Test
  void asksForHelpRatherThanMergeOverAReviewersCommit() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    String branch = proposal(world).branch();
    CommitId theirs = world.git.commitTo(branch, BOB, "Read me\n", Map.of("README.md", "x"));
    world.push(FILE, world.file(FILE).replace("Model orders", "Orders"));
    world.runOutbound();
    assertThat(world.link().state().failure(OutboundFlow.NAME).map(Failure::code))
        .contains("PR-003");
    assertThat(world.git.ours()).containsEntry(branch, theirs);
  }

  @Test
  void fallsBackToAPullRequestWhereTheBranchIsProtected() {
    FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"));
    world.isHosted = true;
    world.git.refusePushes(
        Optional.of(new GitRemote.Refused(GitRemote.Reason.PROTECTED, "protected branch")));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    assertThat(world.host.all()).hasSize(1);
    assertThat(world.link().state().failures()).isEmpty();
    world.git.merge(proposal(world).branch(), MergeKind.SQUASH, BOB, "Squashed\n");
    world.host.become(State.MERGED);
    world.git.refusePushes(Optional.empty());
    world.runOutbound();
    world.runInbound();
    assertSettled(world);
    world.edit(model("orders", "SELECT 3"));
    world.runOutbound();
    assertThat(world.file(FILE)).contains("SELECT 3");
    assertSettled(world);
  }

  @Test
  void takesAnotherNameWhereSomebodyHasTheBranch() {
    FlowWorld world = proposing();
    Change change = world.edit(model("orders", "SELECT 2"));
    String name = "gitsync/acme/" + change.id().value().substring(0, 8);
    try (GitRemote other =
        world.git.open(
            world.link().settings().onBranch(name),
            world.link().layout(),
            Credentials.token("bob", "x"))) {
      var draft =
          new GitRemote.CommitDraft(Map.of(new RepoPath(FILE), "x"), BOB, FlowWorld.NOON, "Mine\n");
      other.branchOff(world.git.tip().orElseThrow(), List.of(draft));
    }
    CommitId theirs = world.git.ours().get(name);
    world.runOutbound();
    assertThat(world.git.ours()).containsEntry(name, theirs).containsKey(name + "-2");
  }

  @ParameterizedTest
  @EnumSource
  void canDieAtEveryCall(Dying dying) {
    int deaths = 0;
    for (int calls = 0; calls < 60; calls++) {
      FlowWorld world = proposing();
      Change first = world.edit(model("orders", "SELECT 2"));
      Change second = world.edit(model("users", "SELECT 3"));
      world.dying = dying;
      world.callsLeft = calls;
      try {
        world.runOutbound();
        world.push(FILE, world.file(FILE).replace("Model orders", "Orders"));
        world.runOutbound();
      } catch (Died e) {
        deaths++;
      }
      world.callsLeft = Integer.MAX_VALUE;
      world.runOutbound();
      world.runOutbound();
      assertThat(world.host.all()).as("calls %d", calls).hasSize(1);
      assertThat(world.git.ours()).as("calls %d", calls).hasSize(1);
      assertThat(
              carried(
                  world.git,
                  Objects.requireNonNull(world.git.ours().get(proposal(world).branch()))))
          .as("calls %d", calls)
          .containsExactlyInAnyOrder(first.id().value(), second.id().value());
      assertThat(world.waiting()).hasSize(2);
      world.git.merge(proposal(world).branch(), MergeKind.SQUASH, BOB, "Squashed\n");
      world.host.become(State.MERGED);
      world.runInbound();
      world.runOutbound();
      assertSettled(world);
    }
    assertThat(deaths).isGreaterThan(10);
  }

  private static List<String> carried(InMemoryGit git, CommitId tip) {
    var ids = new ArrayList<String>();
    for (Optional<CommitId> at = Optional.of(tip); at.isPresent(); ) {
      var commit = git.commit(at.get());
      if (commit.author().equals(Fixtures.ADA)) {
        Trailers.parse(commit.message()).stream()
            .flatMap(it -> it.changes().stream())
            .filter(
                it -> commit.message().startsWith("Update") || commit.message().contains("users"))
            .forEach(it -> ids.add(it.value()));
      }
      at = commit.parent();
    }
    return ids;
  }
}
