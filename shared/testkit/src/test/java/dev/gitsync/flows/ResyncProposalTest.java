package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.BOB;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.flows.FlowWorld.Died;
import dev.gitsync.flows.FlowWorld.Dying;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryGit.MergeKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full resyncs of a branch that takes no pushes. */
class ResyncProposalTest {

  private static final String ORDERS = "models/orders.yaml";
  private static final String USERS = "models/users.yaml";

  /** Git has edited one file and deleted another. */
  private static FlowWorld differing() {
    FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"), model("users", "SELECT u"));
    world.propose();
    world.push(
        Map.of(
            ORDERS,
            world.file(ORDERS).replace("SELECT 1", "SELECT 'git'") + "description: git\n",
            USERS,
            ""));
    world.requestResync();
    return world;
  }

  private static Map<RepoPath, String> proposed(FlowWorld world) {
    String branch = world.link().state().proposal().orElseThrow().branch();
    CommitId tip = Objects.requireNonNull(world.git.ours().get(branch));
    return world.git.commit(tip).files();
  }

  private static void merge(FlowWorld world) {
    String branch = world.link().state().proposal().orElseThrow().branch();
    world.git.merge(branch, MergeKind.SQUASH, BOB, "Squashed\n");
    world.host.become(State.MERGED);
    world.runInbound();
    world.runOutbound();
  }

  private static void assertSettled(FlowWorld world) {
    assertThat(world.link().state().failures()).isEmpty();
    assertThat(world.waiting()).isEmpty();
    assertThat(world.link().state().proposal()).isEmpty();
    assertThat(world.link().state().resync()).isEmpty();
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
    assertThat(world.resync.plan(world.link()).writes()).isEmpty();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
    assertThat(world.model("users").query().text()).isEqualTo("SELECT u");
  }

  @ParameterizedTest
  @EnumSource(DeletionPolicy.class)
  void proposesWhatItWouldWriteAndKeepsTheWorkspaceAsItIs(DeletionPolicy deletions) {
    for (ConflictPolicy conflicts : List.of(ConflictPolicy.WORKSPACE, ConflictPolicy.GIT)) {
      FlowWorld world = differing();
      world.use(new Policies(conflicts, deletions, DeletionGuard.DEFAULT));
      Optional<CommitId> main = world.git.tip();
      world.runResync();
      assertThat(world.git.tip()).isEqualTo(main);
      assertThat(world.link().state().lastRead()).isEqualTo(main);
      assertThat(world.waiting()).extracting(it -> it.ref().slug().value()).hasSize(2);
      world.runOutbound();
      world.runInbound();
      assertThat(world.link().state().failures()).isEmpty();
      assertThat(world.git.tip()).isEqualTo(main);
      assertThat(proposed(world).get(new RepoPath(ORDERS)))
          .contains("SELECT 1")
          .doesNotContain("description");
      assertThat(proposed(world).get(new RepoPath(USERS))).contains("SELECT u");
      merge(world);
      assertSettled(world);
    }
  }

  @Test
  void asksForNothingTwice() {
    FlowWorld world = differing();
    world.runResync();
    List<Change> waiting = world.waiting();
    world.requestResync();
    world.runResync();
    assertThat(world.waiting()).isEqualTo(waiting);
    world.runOutbound();
    world.requestResync();
    world.runResync();
    world.runOutbound();
    assertThat(world.waiting()).isEqualTo(waiting);
    assertThat(world.host.all()).hasSize(1);
    merge(world);
    assertSettled(world);
  }

  @Test
  void proposesWhereItsPushIsRefused() {
    FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"), model("users", "SELECT u"));
    world.isHosted = true;
    world.push(Map.of(ORDERS, world.file(ORDERS).replace("SELECT 1", "SELECT 2"), USERS, ""));
    world.git.refusePushes(Optional.of(new Refused(Reason.PROTECTED, "protected")));
    world.requestResync();
    int told = world.activity().size();
    world.runResync();
    assertThat(world.link().state().failures()).isEmpty();
    assertThat(outcomesSince(told, world))
        .containsExactly(Outcome.OVERRULED, Outcome.RESOURCE_KEPT);
    world.runOutbound();
    assertThat(world.host.all()).hasSize(1);
    assertThat(outcomesSince(told, world)).doesNotContain(Outcome.COMMITTED);
    merge(world);
    assertThat(outcomesSince(told, world)).contains(Outcome.COMMITTED);
    assertSettled(world);
  }

  private static List<Outcome> outcomesSince(int told, FlowWorld world) {
    return world.activity().stream().skip(told).map(Activity::outcome).toList();
  }

  @Test
  void endsTheFirstSyncOfAProtectedBranchWithAPullRequestOfAllFiles() {
    var world = new FlowWorld();
    world.isHosted = true;
    world.edit(Fixtures.source());
    world.edit(Fixtures.destination());
    world.edit(model("orders", "SELECT 1"));
    world.edit(model("users", "SELECT u"));
    world.push("README.md", "Acme\n");
    Optional<CommitId> main = world.git.tip();
    world.store.create(
        Fixtures.link().with(LinkState.INITIAL.with(new ResyncRequest(ADA, FlowWorld.NOON))));
    world.propose();
    world.runResync();
    world.runOutbound();
    assertThat(world.git.tip()).isEqualTo(main);
    assertThat(proposed(world).keySet())
        .extracting(RepoPath::value)
        .contains("aliases-acme.yaml", "manifest-acme.yaml", ORDERS, USERS);
    merge(world);
    assertSettled(world);
  }

  @Test
  void pushesTheFirstCommitOfAnEmptyRepository() {
    var world = new FlowWorld();
    world.edit(Fixtures.source());
    world.edit(Fixtures.destination());
    world.edit(model("orders", "SELECT 1"));
    world.edit(model("users", "SELECT u"));
    world.store.create(
        Fixtures.link().with(LinkState.INITIAL.with(new ResyncRequest(ADA, FlowWorld.NOON))));
    world.propose();
    world.runResync();
    assertThat(world.subjects()).containsExactly("Resync workspace acme: 4 files");
    world.runOutbound();
    assertThat(world.host.all()).isEmpty();
    assertSettled(world);
  }

  /** A field is held, or about to be: the edit that meets Git's has not been delivered. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decidesWhatIsHeld(boolean isDelivered) {
    FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"), model("users", "SELECT u"));
    world.use(new Policies(ConflictPolicy.HOLD, DeletionPolicy.IGNORE, DeletionGuard.DEFAULT));
    world.push(ORDERS, world.file(ORDERS).replace("SELECT 1", "SELECT 'git'"));
    world.edit(model("orders", "SELECT 2"));
    if (isDelivered) {
      world.runOutbound();
    }
    world.propose();
    world.runOutbound();
    world.runInbound();
    assertThat(world.store.conflicts(ACME)).hasSize(1);
    world.edit(model("orders", "SELECT 1"));
    world.requestResync();
    world.runResync();
    world.runOutbound();
    assertThat(proposed(world).get(new RepoPath(ORDERS))).contains("SELECT 1");
    merge(world);
    assertThat(world.store.conflicts(ACME)).isEmpty();
    assertThat(world.link().state().openConflicts()).isZero();
    assertSettled(world);
  }

  @Test
  void leavesEditsThatWaitToTheirOwnCommits() {
    FlowWorld world = differing();
    world.edit(model("orders", "SELECT 3"));
    world.delete(ResourceRef.model(new Slug("users")));
    world.edit(model("users", "SELECT u"));
    world.edit(model("orders", "SELECT 1"));
    world.runResync();
    world.runOutbound();
    assertThat(proposed(world).get(new RepoPath(ORDERS))).contains("SELECT 1");
    merge(world);
    assertSettled(world);
  }

  @ParameterizedTest
  @EnumSource
  void canDieAtEveryCall(Dying dying) {
    int deaths = 0;
    for (int calls = 0; calls < 40; calls++) {
      FlowWorld world = differing();
      Optional<CommitId> main = world.git.tip();
      world.dying = dying;
      world.callsLeft = calls;
      try {
        world.runResync();
        world.runOutbound();
      } catch (Died e) {
        deaths++;
      }
      world.callsLeft = Integer.MAX_VALUE;
      world.runResync();
      world.runOutbound();
      assertThat(world.git.tip()).as("calls %d", calls).isEqualTo(main);
      assertThat(world.waiting()).as("calls %d", calls).hasSize(2);
      assertThat(world.host.all()).as("calls %d", calls).hasSize(1);
      merge(world);
      assertSettled(world);
    }
    assertThat(deaths).isGreaterThan(10);
  }
}
