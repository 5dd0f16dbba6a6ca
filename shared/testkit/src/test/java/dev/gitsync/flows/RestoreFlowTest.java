package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.BOB;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.plan.RestorePlan.Step;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.port.RunLog.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreFlowTest {

  private static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));
  private static final ResourceRef TO_CRM = ResourceRef.sync(new Slug("to-crm"));

  private final FlowWorld world =
      FlowWorld.synced(model("orders", "SELECT 1"), model("users", "SELECT u"));
  private final RestorePoints points = new RestorePoints(world.store);
  private CommitId first;

  @BeforeEach
  void makeHistory() {
    world.pass(Duration.ofHours(1));
    world.edit(sync("to-crm", "orders"));
    world.runOutbound();
    first = world.git.tip().orElseThrow();
    world.pass(Duration.ofHours(1));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.pass(Duration.ofHours(1));
  }

  private String sql(String slug) {
    return world.model(slug).query().text();
  }

  private void delete(ResourceRef ref) {
    world.delete(ref);
    world.runOutbound();
    world.pass(Duration.ofHours(1));
  }

  private long counted(String what) {
    Run run = world.runs.runs.getLast();
    assertThat(run.flow()).isEqualTo(RestoreFlow.NAME);
    return run.counts().stream()
        .filter(count -> count.what().equals(what))
        .mapToLong(FlowReport.Count::number)
        .sum();
  }

  @Test
  void makesTheWorkspaceWhatItWasAtACommitWithACommitForEachResource() {
    CommitId second = world.git.tip().orElseThrow();
    world.requestRestore(first);
    world.hints.clear();
    world.runRestore();
    assertThat(sql("orders")).isEqualTo("SELECT 1");
    assertThat(world.link().state().restore()).isEmpty();
    assertThat(world.hints).containsExactly("outbound");
    assertThat(counted("restored")).isEqualTo(1);
    Change change = world.waiting().getFirst();
    assertThat(change.author()).isEqualTo(BOB);
    assertThat(change.purpose()).isEqualTo(new Purpose.Restoration(first));
    world.runOutbound();
    assertThat(world.git.log().getLast().parent()).contains(second);
    assertThat(world.file("models/orders.yaml")).contains("SELECT 1");
    assertThat(world.isEqual(ORDERS)).isTrue();
  }

  @Test
  void findsTheCommitOfATime() {
    assertThat(points.at(ACME, FlowWorld.NOON.plus(Duration.ofMinutes(90)))).contains(first);
    assertThat(points.at(ACME, FlowWorld.NOON.plus(Duration.ofMinutes(60)))).contains(first);
    assertThat(points.at(ACME, FlowWorld.NOON.plus(Duration.ofDays(900))))
        .isEqualTo(world.git.tip());
    assertThat(points.at(ACME, FlowWorld.NOON.minusMillis(1))).isEmpty();
    assertThat(points.at(ACME, Instant.MIN)).isEmpty();
    assertThat(points.at(ACME, Instant.MAX)).isEqualTo(world.git.tip());
  }

  @Test
  void bringsDeletedResourcesBack() {
    delete(TO_CRM);
    delete(ORDERS);
    world.requestRestore(first);
    world.runRestore();
    assertThat(sql("orders")).isEqualTo("SELECT 1");
    assertThat(world.store.find(ACME, TO_CRM)).isPresent();
    assertThat(counted("restored")).isEqualTo(2);
  }

  @Test
  void goesOnAfterItDied() {
    delete(TO_CRM);
    delete(ORDERS);
    world.requestRestore(first);
    Link link = world.link();
    RestoreRequest request = link.state().restore().orElseThrow();
    Step model = world.restore.plan(link, first, Optional.empty()).steps().getFirst();
    world.pass(Duration.ofMinutes(1));
    assertThat(world.restore.restore(link, request, model)).isTrue();
    world.runRestore();
    assertThat(world.store.find(ACME, TO_CRM)).isPresent();
    assertThat(world.waiting()).extracting(Change::ref).containsExactly(ORDERS, TO_CRM);
    assertThat(counted("restored")).isEqualTo(1);
    assertThat(counted("left")).isZero();
    assertThat(world.link().state().restore()).isEmpty();
  }

  @Test
  void isHintedAtByThePollUntilItIsDone() {
    world.requestRestore(first);
    world.runPoll();
    assertThat(world.hints).contains("resync");
    world.runRestore();
    world.hints.clear();
    world.runPoll();
    assertThat(world.hints).doesNotContain("resync");
  }

  @Test
  void leavesWhatSomebodyEditedAfterItWasAskedFor() {
    world.requestRestore(first);
    world.pass(Duration.ofSeconds(1));
    world.edit(model("orders", "SELECT 3"));
    world.runRestore();
    assertThat(sql("orders")).isEqualTo("SELECT 3");
    assertThat(counted("left")).isEqualTo(1);
    assertThat(world.link().state().restore()).isEmpty();
  }

  @Test
  void deletesWhatWasNotThereOnlyWhereDeletionsAreTakenOver() {
    world.edit(model("new", "SELECT n"));
    world.runOutbound();
    world.pass(Duration.ofHours(1));
    world.requestRestore(first);
    world.runRestore();
    assertThat(sql("new")).isEqualTo("SELECT n");
    Link link = world.link();
    var settings =
        link.settings()
            .with(
                new Policies(
                    link.settings().policies().conflicts(),
                    DeletionPolicy.DELETE,
                    link.settings().policies().guard()));
    world.store.advance(new Link(link.workspace(), settings, link.state(), link.version()));
    world.requestRestore(first);
    world.runRestore();
    assertThat(world.store.find(ACME, ResourceRef.model(new Slug("new")))).isEmpty();
    assertThat(world.store.find(ACME, TO_CRM)).isPresent();
  }

  @Test
  void goesOnWithOthersWhereOneMeetsAnErrorOfOurs() {
    world.edit(model("users", "SELECT v"));
    world.runOutbound();
    world.pass(Duration.ofHours(1));
    world.poison(Optional.of(ORDERS));
    world.requestRestore(first);
    assertThatThrownBy(world::runRestore).isInstanceOf(SetAside.class);
    assertThat(sql("users")).isEqualTo("SELECT u");
    assertThat(sql("orders")).isEqualTo("SELECT 2");
    assertThat(world.link().state().failure(RestoreFlow.NAME)).isPresent();
    world.poison(Optional.empty());
    world.runRestore();
    assertThat(sql("orders")).isEqualTo("SELECT 1");
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void saysThatACommitIsNotThere() {
    var nowhere = new CommitId("f".repeat(40));
    assertThat(
            catchThrowableOfType(NeedsUser.class, () -> world.restore.check(world.link(), nowhere))
                .code())
        .isEqualTo("GIT-021");
    world.requestRestore(nowhere);
    world.runRestore();
    assertThat(world.link().state().failure(RestoreFlow.NAME)).isPresent();
    assertThat(world.link().state().restore()).isPresent();
  }
}
