package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.BOB;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.testkit.InMemoryGit.MergeKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the simulation found where reviewers and others get in the way of a proposal. */
class ReviewedProposalTest {

  private static final String FILE = "models/orders.yaml";
  private static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));

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

  private static void review(FlowWorld world, String before, String after) {
    world.git.commitTo(
        proposal(world).branch(),
        BOB,
        "Review\n",
        Map.of(FILE, proposed(world).replace(before, after)));
  }

  private static void pushQuery(FlowWorld world, String before, String after) {
    world.push(FILE, world.file(FILE).replace(before, after));
  }

  /** What Git said of the query, in the order in which the log tells of it. */
  private static List<String> told(FlowWorld world) {
    return world.activity().stream()
        .flatMap(it -> it.conflicts().stream())
        .map(Conflict::git)
        .flatMap(Optional::stream)
        .map(ReviewedProposalTest::text)
        .toList();
  }

  private static String text(Node node) {
    return node instanceof Text(var text) ? text.strip() : "";
  }

  @Test
  void comesToAnEndWhereTwoChangesMeetOneOfGits() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("orders", "SELECT 3"));
    pushQuery(world, "SELECT 1", "SELECT 9");
    world.callsLeft = 100;
    world.runOutbound();
    assertThat(proposed(world)).contains("SELECT 3");
  }

  @Test
  void comesToAnEndWhereAChangeMeetsAReviewersAndTellsOfIt() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    review(world, "SELECT 2", "SELECT 7");
    world.edit(model("orders", "SELECT 3"));
    world.edit(model("orders", "SELECT 4"));
    world.callsLeft = 100;
    world.runOutbound();
    assertThat(proposed(world)).contains("SELECT 4");
    assertThat(told(world)).contains("SELECT 7");
  }

  @Test
  void tellsOfEachThingThatGitSaidWhileAChangeWaits() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    pushQuery(world, "SELECT 1", "SELECT 8");
    world.runOutbound();
    pushQuery(world, "SELECT 8", "SELECT 9");
    world.runOutbound();
    assertThat(told(world)).containsExactly("SELECT 8");
    world.git.merge(proposal(world).branch(), MergeKind.SQUASH, BOB, "Squashed\n");
    world.host.become(State.MERGED);
    world.runOutbound();
    assertThat(told(world)).containsExactly("SELECT 8", "SELECT 9");
  }

  @Test
  void tellsOfEachThingThatGitSaidWhereItIsReadFirst() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    pushQuery(world, "SELECT 1", "SELECT 8");
    world.runOutbound();
    pushQuery(world, "SELECT 8", "SELECT 9");
    world.runInbound();
    assertThat(told(world)).contains("SELECT 8", "SELECT 9");
  }

  @Test
  void readsWhatAReviewerHasTakenBack() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    review(world, "SELECT 2", "SELECT 1");
    world.git.merge(
        proposal(world).branch(), MergeKind.SQUASH, BOB, world.host.last().draft().body());
    world.host.become(State.MERGED);
    world.runOutbound();
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
    assertThat(world.link().state().problems()).isEmpty();
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void keepsWhatSomebodyMakesAnewWhileAnEditOfTheDeletedFileIsProposed() {
    FlowWorld world = proposing();
    String before = world.file(FILE);
    world.edit(model("orders", "SELECT 2"));
    world.push(FILE, "");
    world.runOutbound();
    assertThat(proposed(world)).contains("SELECT 2", "Model orders");
    world.push(FILE, before.replace("Model orders", "Anew"));
    world.runOutbound();
    assertThat(proposed(world)).contains("SELECT 2", "name: Anew");
  }

  @Test
  void proposesTheManifestAgainWhenSomebodyAsksForThat() {
    FlowWorld world = proposing();
    world.push("manifest-acme.yaml", "# spoilt\n");
    world.runInbound();
    world.runOutbound();
    assertThat(world.host.all()).hasSize(1);
    world.host.become(State.CLOSED);
    world.runOutbound();
    assertThat(world.link().state().failure(OutboundFlow.NAME).map(Failure::code))
        .contains("PR-001");
    Link link = world.link();
    var abandoned = Optional.of(proposal(world).standing(Standing.ABANDONED));
    assertThat(world.store.advance(link.with(link.state().with(abandoned)))).isPresent();
    world.runOutbound();
    assertThat(world.host.all()).hasSize(2);
  }

  @Test
  void proposesTheManifestAgainThatWasMergedAfterAllAndLost() {
    FlowWorld world = proposing();
    world.push("manifest-acme.yaml", "# spoilt\n");
    world.runInbound();
    world.runOutbound();
    world.host.become(State.CLOSED);
    world.runOutbound();
    world.runOutbound();
    assertThat(world.host.all()).hasSize(1);
    world.host.become(State.MERGED);
    world.runOutbound();
    assertThat(world.host.all()).hasSize(2);
  }

  private static FlowWorld proposingWhereGitWins() {
    FlowWorld world = proposing();
    world.use(new Policies(ConflictPolicy.GIT, DeletionPolicy.IGNORE, DeletionGuard.DEFAULT));
    return world;
  }

  private static void mergeProposal(FlowWorld world, MergeKind kind) {
    world.git.merge(proposal(world).branch(), kind, BOB, "Merged\n");
    world.host.become(State.MERGED);
  }

  private static void pushName(FlowWorld world, String name) {
    world.push(FILE, world.file(FILE).replace("name: Model orders", "name: " + name));
  }

  private static void makeAnew(FlowWorld world, String query) {
    world.delete(ORDERS);
    world.edit(model("orders", query));
  }

  @Test
  void takesADeletionAndTheCreationAfterItForOneEdit() {
    FlowWorld world = proposingWhereGitWins();
    pushName(world, "Theirs");
    makeAnew(world, "SELECT 2");
    world.runOutbound();
    assertThat(world.waiting()).hasSize(2);
    assertThat(proposed(world)).contains("SELECT 2", "name: Theirs");
  }

  @Test
  void takesThemForOneEditWhereAnEarlierOneHasArrived() {
    FlowWorld world = proposingWhereGitWins();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    mergeProposal(world, MergeKind.SQUASH);
    pushName(world, "Theirs");
    makeAnew(world, "SELECT 3");
    world.runOutbound();
    assertThat(world.waiting()).hasSize(2);
    assertThat(proposed(world)).contains("SELECT 3", "name: Theirs");
  }

  @Test
  void findsNoConflictWithWhatIsLeftOverWhereALaterEditSaysTheSame() {
    FlowWorld world = proposingWhereGitWins();
    world.delete(ORDERS);
    world.runOutbound();
    assertThat(world.waiting()).isEmpty();
    world.edit(named("Second", "SELECT 2"));
    world.edit(named("Model orders", "SELECT 2"));
    world.runOutbound();
    assertThat(proposed(world)).contains("SELECT 2", "name: Model orders");
    assertThat(world.link().state().openConflicts()).isZero();
  }

  @Test
  void bringsNothingBackThatSomebodyMergedIntoOurBranch() {
    var world = FlowWorld.synced(model("orders", "SELECT 1"), model("users", "SELECT 1"));
    world.propose();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push(
        "models/users.yaml", world.file("models/users.yaml").replace("SELECT 1", "SELECT 9"));
    world.runInbound();
    world.git.mergeInto(proposal(world).branch(), BOB, "Merge branch 'main'\n", Map.of());
    var users = ResourceRef.model(new Slug("users"));
    world.delete(users);
    world.runOutbound();
    mergeProposal(world, MergeKind.MERGE);
    world.runInbound();
    assertThat(world.store.find(ACME, users)).isEmpty();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
  }

  @Test
  void bringsBackWhatWasDeletedWhereAReviewerTakesBackWhatWasProposedOfIt() {
    FlowWorld world = proposing();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.delete(ORDERS);
    review(world, "SELECT 2", "SELECT 1");
    world.runOutbound();
    mergeProposal(world, MergeKind.MERGE);
    world.runOutbound();
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
  }

  @Test
  void tellsWhatGivesWayToAReviewerWhoSaysWhatGitHadSaidBefore() {
    FlowWorld world = proposingWhereGitWins();
    pushQuery(world, "SELECT 1", "SELECT 9");
    world.edit(named("Second", "SELECT 2"));
    world.runOutbound();
    world.runInbound();
    world.edit(named("Second", "SELECT 3"));
    world.runOutbound();
    review(world, "SELECT 3", "SELECT 9");
    world.edit(named("Fourth", "SELECT 4"));
    world.runOutbound();
    assertThat(proposed(world)).contains("SELECT 9", "name: Fourth");
    assertThat(world.activity().stream().flatMap(it -> it.conflicts().stream()))
        .extracting(Conflict::workspace)
        .contains(Optional.of(new Text("SELECT 4")));
  }

  private static Model named(String name, String sql) {
    Model model = model("orders", sql);
    return new Model(model.slug(), name, model.source(), "", model.query(), model.primaryKey());
  }
}
