package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.BOB;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.Link;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionGuardTest {

  private static FlowWorld worldOf(int models) {
    Resource[] resources =
        IntStream.range(0, models)
            .mapToObj(i -> model("m" + i, "SELECT " + i))
            .toArray(Resource[]::new);
    FlowWorld world = FlowWorld.synced(resources);
    world.use(new Policies(ConflictPolicy.GIT, DeletionPolicy.DELETE, DeletionGuard.DEFAULT));
    return world;
  }

  private static ResourceRef ref(int number) {
    return ResourceRef.model(new Slug("m" + number));
  }

  private static void deleteFiles(FlowWorld world, int count) {
    var files = new HashMap<String, String>();
    for (int i = 0; i < count; i++) {
      files.put("models/m" + i + ".yaml", "");
    }
    world.push(files);
  }

  private static void deleteModels(FlowWorld world, int count) {
    for (int i = 0; i < count; i++) {
      world.delete(ref(i));
    }
  }

  private static void settle(FlowWorld world) {
    for (int i = 0; i < 3; i++) {
      world.runOutbound();
      world.runInbound();
    }
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
    assertThat(world.link().state().failures()).isEmpty();
    assertThat(world.link().state().openConflicts()).isEqualTo(world.store.conflicts(ACME).size());
  }

  private static void answer(FlowWorld world, Answer answer) {
    Link link = world.link();
    HeldDeletions held = link.state().deletions().orElseThrow();
    assertThat(held.answer()).isEqualTo(Answer.ASKED);
    var state = link.state().withDeletions(Optional.of(held.answered(answer, BOB)));
    assertThat(world.store.advance(link.with(state))).isPresent();
    settle(world);
    assertThat(world.link().state().deletions()).isEmpty();
    assertThat(world.store.conflicts(ACME)).isEmpty();
    assertThat(world.waiting()).isEmpty();
  }

  private static int models(FlowWorld world) {
    return world.store.list(ACME, ResourceKind.MODEL).size();
  }

  private static Outcome lastOutcome(FlowWorld world, ResourceRef ref) {
    return world.activity().reversed().stream()
        .filter(it -> it.ref().equals(ref))
        .map(Activity::outcome)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void asksBeforeManyResourcesGoWhileAllElseGoesOn() {
    FlowWorld world = worldOf(40);
    deleteFiles(world, 30);
    world.push("models/m39.yaml", world.file("models/m39.yaml").replace("39", "x"));
    settle(world);
    assertThat(models(world)).isEqualTo(40);
    assertThat(world.model("m39").query().text()).isEqualTo("SELECT x");
    assertThat(world.link().state().deletions())
        .hasValueSatisfying(it -> assertThat(it.inbound()).isEqualTo(30));
    assertThat(world.store.conflicts(ACME)).hasSize(30).allMatch(OpenConflict::isDeletion);
    assertThat(lastOutcome(world, ref(0))).isEqualTo(Outcome.ASKED);
  }

  @Test
  void deletesManyOnceTheyAreApprovedInOneRun() {
    FlowWorld world = worldOf(1_300);
    deleteFiles(world, 1_200);
    settle(world);
    answer(world, Answer.APPROVED);
    assertThat(models(world)).isEqualTo(100);
    assertThat(world.activity().getLast().actor()).isEqualTo(BOB);
  }

  @Test
  void writesTheFileOfAModelAgainThatSomethingUsesByNow() {
    FlowWorld world = worldOf(40);
    String before = world.file("models/m0.yaml");
    deleteFiles(world, 30);
    settle(world);
    world.edit(sync("late", "m0"));
    answer(world, Answer.APPROVED);
    assertThat(models(world)).isEqualTo(11);
    assertThat(world.file("models/m0.yaml")).isEqualTo(before);
  }

  @Test
  void writesFilesAgainWhenTheirDeletionIsRefused() {
    FlowWorld world = worldOf(40);
    String before = world.file("models/m0.yaml");
    deleteFiles(world, 30);
    settle(world);
    answer(world, Answer.REFUSED);
    assertThat(models(world)).isEqualTo(40);
    assertThat(world.file("models/m0.yaml")).isEqualTo(before);
    assertThat(world.subjects()).last().asString().startsWith("Restore model");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksBeforeManyFilesGo(boolean isMeant) {
    FlowWorld world = worldOf(40);
    deleteModels(world, 30);
    world.edit(model("m39", "SELECT x"));
    settle(world);
    assertThat(world.file("models/m0.yaml")).isNotEmpty();
    assertThat(world.file("models/m39.yaml")).contains("SELECT x");
    assertThat(world.link().state().deletions())
        .hasValueSatisfying(it -> assertThat(it.outbound()).isEqualTo(30));
    answer(world, isMeant ? Answer.APPROVED : Answer.REFUSED);
    assertThat(world.file("models/m0.yaml").isEmpty()).isEqualTo(isMeant);
    assertThat(models(world)).isEqualTo(isMeant ? 10 : 40);
  }

  @Test
  void countsDeletionsThatDoNotFitOnePush() {
    FlowWorld world = worldOf(1_500);
    deleteModels(world, 400);
    settle(world);
    assertThat(world.file("models/m0.yaml")).isNotEmpty();
    assertThat(world.link().state().deletions())
        .hasValueSatisfying(it -> assertThat(it.outbound()).isEqualTo(400));
  }
}
