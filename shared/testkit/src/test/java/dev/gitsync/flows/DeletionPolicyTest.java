package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeletionPolicyTest {

  private static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));
  private static final ResourceRef TO_CRM = ResourceRef.sync(new Slug("to-crm"));

  private final FlowWorld world =
      FlowWorld.synced(model("orders", "SELECT 1"), sync("to-crm", "orders"));

  private void use(DeletionPolicy policy) {
    use(ConflictPolicy.WORKSPACE, policy);
  }

  private void use(ConflictPolicy conflicts, DeletionPolicy deletions) {
    world.use(new Policies(conflicts, deletions, DeletionGuard.DEFAULT));
  }

  private void settle() {
    for (int i = 0; i < 3; i++) {
      world.runOutbound();
      world.runInbound();
    }
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
    assertThat(world.link().state().openConflicts()).isEqualTo(world.store.conflicts(ACME).size());
  }

  private boolean isThere(ResourceRef ref) {
    return world.store.find(ACME, ref).isPresent();
  }

  private boolean hasFile(String path) {
    return !world.file(path).isEmpty();
  }

  private Outcome lastOutcome(ResourceRef ref) {
    return world.activity().reversed().stream()
        .filter(it -> it.ref().equals(ref))
        .map(Activity::outcome)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void leavesTheResourceOfADeletedFile() {
    world.push("syncs/to-crm.yaml", "");
    settle();
    assertThat(isThere(TO_CRM)).isTrue();
    assertThat(lastOutcome(TO_CRM)).isEqualTo(Outcome.RESOURCE_KEPT);
    assertThat(hasFile("syncs/to-crm.yaml")).isFalse();
  }

  @Test
  void pausesTheSyncOfADeletedFile() {
    use(DeletionPolicy.DISABLE);
    world.push("syncs/to-crm.yaml", "");
    settle();
    assertThat(((Sync) world.store.find(ACME, TO_CRM).orElseThrow().resource()).paused()).isTrue();
    assertThat(hasFile("syncs/to-crm.yaml")).isFalse();
    world.push("models/orders.yaml", "");
    settle();
    assertThat(isThere(ORDERS)).isTrue();
  }

  @Test
  void deletesWhatGitDeletedSyncsFirst() {
    use(DeletionPolicy.DELETE);
    world.push(Map.of("syncs/to-crm.yaml", "", "models/orders.yaml", ""));
    int commits = world.git.log().size();
    settle();
    assertThat(isThere(TO_CRM)).isFalse();
    assertThat(isThere(ORDERS)).isFalse();
    assertThat(lastOutcome(ORDERS)).isEqualTo(Outcome.APPLIED);
    assertThat(world.git.log()).hasSize(commits);
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void keepsAModelThatIsInUseAndSaysWhy() {
    use(DeletionPolicy.DELETE);
    world.push("models/orders.yaml", "");
    settle();
    assertThat(isThere(ORDERS)).isTrue();
    assertThat(world.link().state().problems())
        .singleElement()
        .extracting(Problem::toString)
        .isEqualTo(
            "DEL-001 models/orders.yaml:1:1: the file was deleted, but sync \"to-crm\" uses the"
                + " model, which therefore stays. Bring the file back, or delete"
                + " syncs/to-crm.yaml too, or let it use another model.");
    world.push("syncs/to-crm.yaml", "");
    settle();
    assertThat(isThere(ORDERS)).isFalse();
    assertThat(world.link().state().problems()).isEmpty();
  }

  @Test
  void deletesTheFileOfADeletedResource() {
    use(DeletionPolicy.DELETE);
    world.delete(TO_CRM);
    settle();
    assertThat(hasFile("syncs/to-crm.yaml")).isFalse();
    assertThat(world.subjects()).last().isEqualTo("Delete sync \"to-crm\"");
    assertThat(lastOutcome(TO_CRM)).isEqualTo(Outcome.COMMITTED);
    assertThat(isThere(TO_CRM)).isFalse();
  }

  @Test
  void makesAnewWhatWasDeletedAndMadeAgain() {
    use(DeletionPolicy.DELETE);
    world.delete(TO_CRM);
    world.edit(sync("to-crm", "orders"));
    settle();
    assertThat(world.subjects().reversed().subList(0, 2))
        .containsExactly("Create sync \"to-crm\"", "Delete sync \"to-crm\"");
    assertThat(world.isEqual(TO_CRM)).isTrue();
  }

  /** Which flow looks first. */
  enum First {
    INBOUND,
    OUTBOUND
  }

  private void lookFirst(First first) {
    if (first == First.INBOUND) {
      world.runInbound();
    }
    settle();
    assertThat(world.waiting()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void letsAnEditWinOverTheDeletionOfItsFile(First first) {
    use(DeletionPolicy.DELETE);
    world.push("syncs/to-crm.yaml", "");
    world.edit(paused());
    lookFirst(first);
    assertThat(world.file("syncs/to-crm.yaml")).contains("schedulePaused: true");
    assertThat(isThere(TO_CRM)).isTrue();
    assertReported(Decision.WORKSPACE);
  }

  private static Sync paused() {
    return sync("to-crm", "orders").pausedNow();
  }

  private void assertReported(Decision decision) {
    assertThat(world.store.conflicts(ACME))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.ref()).isEqualTo(TO_CRM);
              assertThat(it.decision()).isEqualTo(decision);
            });
    assertThat(world.activity()).anyMatch(it -> !it.conflicts().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void letsTheDeletionOfAFileWinOverAnEdit(First first) {
    use(ConflictPolicy.GIT, DeletionPolicy.DELETE);
    world.push("syncs/to-crm.yaml", "");
    world.edit(paused());
    lookFirst(first);
    assertThat(hasFile("syncs/to-crm.yaml")).isFalse();
    assertThat(isThere(TO_CRM)).isFalse();
    assertReported(Decision.GIT);
  }

  @ParameterizedTest
  @EnumSource
  void letsADeletionWinOverAnEditInGit(First first) {
    use(DeletionPolicy.DELETE);
    world.push("syncs/to-crm.yaml", world.file("syncs/to-crm.yaml").replace("false", "true"));
    world.delete(TO_CRM);
    lookFirst(first);
    assertThat(hasFile("syncs/to-crm.yaml")).isFalse();
    assertThat(isThere(TO_CRM)).isFalse();
    assertThat(world.activity()).anyMatch(it -> !it.conflicts().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void letsAnEditInGitWinOverADeletion(First first) {
    use(ConflictPolicy.HOLD, DeletionPolicy.DELETE);
    world.push("syncs/to-crm.yaml", world.file("syncs/to-crm.yaml").replace("false", "true"));
    world.delete(TO_CRM);
    lookFirst(first);
    assertThat(hasFile("syncs/to-crm.yaml")).isTrue();
    assertThat(isThere(TO_CRM)).isTrue();
    assertThat(world.isEqual(TO_CRM)).isTrue();
  }

  @Test
  void tellsARenamedFileFromADeletedOne() {
    use(DeletionPolicy.DELETE);
    String orders = world.file("models/orders.yaml");
    String sync = world.file("syncs/to-crm.yaml");
    world.push(
        Map.of(
            "models/orders.yaml",
            "",
            "models/sales.yaml",
            orders.replace("SELECT 1", "SELECT 2"),
            "syncs/to-crm.yaml",
            sync.replace("model: orders", "model: sales")));
    settle();
    assertThat(isThere(ORDERS)).isFalse();
    ResourceRef sales = ResourceRef.model(new Slug("sales"));
    assertThat(isThere(sales)).isTrue();
    assertThat(world.activity().stream().filter(it -> it.ref().equals(sales)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.action()).isEqualTo(Action.CREATE);
              assertThat(it.renamedFrom()).contains(ORDERS);
            });
  }

  @Test
  void attachesAFileOfTheOldNameToTheResource() {
    String before = world.file("syncs/to-crm.yaml");
    world.push("syncs/to-crm.yaml", "");
    settle();
    String id = world.store.find(ACME, TO_CRM).orElseThrow().id();
    world.push("syncs/to-crm.yaml", before.replace("false", "true"));
    settle();
    var stored = world.store.find(ACME, TO_CRM).orElseThrow();
    assertThat(stored.id()).isEqualTo(id);
    assertThat(((Sync) stored.resource()).paused()).isTrue();
  }

  @Test
  void deletesNothingBecauseABranchWasForcedBack() {
    use(DeletionPolicy.DELETE);
    var before = world.git.tip().orElseThrow();
    world.edit(model("late", "SELECT 1"));
    settle();
    world.git.forcePush(before);
    world.git.forget();
    settle();
    assertThat(isThere(ResourceRef.model(new Slug("late")))).isTrue();
    assertThat(hasFile("models/late.yaml")).isTrue();
  }

  @Test
  void leavesWhatWasDeletedWhenABranchIsForced() {
    world.delete(TO_CRM);
    settle();
    var kept = world.git.tip().orElseThrow();
    world.push("README.md", "x");
    settle();
    world.git.forcePush(kept);
    world.push("README.md", "y");
    world.git.forget();
    settle();
    assertThat(isThere(TO_CRM)).isFalse();
    assertThat(hasFile("syncs/to-crm.yaml")).isTrue();
  }
}
