package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConflictPolicyTest {

  private static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));
  private static final TreePath KEY = TreePath.of("primaryKey");

  /** Which flow looks first. */
  enum First {
    INBOUND,
    OUTBOUND
  }

  private final FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"));

  private void use(ConflictPolicy policy) {
    world.use(new Policies(policy, DeletionPolicy.IGNORE, DeletionGuard.DEFAULT));
  }

  private void editBothSides() {
    world.push(
        "models/orders.yaml",
        world
            .file("models/orders.yaml")
            .replace("primaryKey: id", "primaryKey: git_id # theirs")
            .replace("name: Model orders", "name: Git's name"));
    world.edit(withKey("orders", "workspace_id"));
  }

  private static Model withKey(String slug, String key) {
    var model = model(slug, "SELECT 2");
    return new Model(model.slug(), model.name(), model.source(), "", model.query(), key);
  }

  private void settle(First first) {
    if (first == First.INBOUND) {
      world.runInbound();
    }
    world.runOutbound();
    world.runInbound();
    world.runOutbound();
    world.runInbound();
    assertThat(world.waiting()).isEmpty();
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
  }

  private List<OpenConflict> open() {
    List<OpenConflict> open = world.store.conflicts(ACME);
    assertThat(world.link().state().openConflicts()).isEqualTo(open.size());
    return open;
  }

  private void assertReported(Decision decision) {
    assertThat(open())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.ref()).isEqualTo(ORDERS);
              assertThat(it.field()).isEqualTo(KEY);
              assertThat(it.decision()).isEqualTo(decision);
              assertThat(it.conflict().workspace()).contains(new Text("workspace_id"));
              assertThat(it.conflict().git()).contains(new Text("git_id"));
              assertThat(it.conflict().position()).isPresent();
            });
    assertThat(world.activity().stream().map(Activity::conflicts).filter(it -> !it.isEmpty()))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).extracting("fieldName").containsExactly("primaryKey"));
  }

  @ParameterizedTest
  @EnumSource
  void letsTheWorkspaceWin(First first) {
    editBothSides();
    settle(first);
    assertThat(world.file("models/orders.yaml"))
        .contains("primaryKey: workspace_id # theirs", "name: Git's name", "SELECT 2");
    assertThat(world.model("orders").primaryKey()).isEqualTo("workspace_id");
    assertThat(world.model("orders").name()).isEqualTo("Git's name");
    assertReported(Decision.WORKSPACE);
  }

  @ParameterizedTest
  @EnumSource
  void letsGitWin(First first) {
    use(ConflictPolicy.GIT);
    editBothSides();
    settle(first);
    assertThat(world.file("models/orders.yaml"))
        .contains("primaryKey: git_id # theirs", "name: Git's name", "SELECT 2");
    assertThat(world.model("orders").primaryKey()).isEqualTo("git_id");
    assertThat(world.isEqual(ORDERS)).isTrue();
    assertReported(Decision.GIT);
  }

  @ParameterizedTest
  @EnumSource
  void holdsTheFieldAndNothingElse(First first) {
    hold(first);
    assertThat(world.file("models/orders.yaml"))
        .contains("primaryKey: git_id # theirs", "name: Git's name", "SELECT 2");
    assertThat(world.model("orders").primaryKey()).isEqualTo("workspace_id");
    assertThat(world.model("orders").name()).isEqualTo("Git's name");
    assertReported(Decision.HELD);
  }

  private void hold(First first) {
    use(ConflictPolicy.HOLD);
    editBothSides();
    settle(first);
  }

  @ParameterizedTest
  @EnumSource
  void keepsHoldingWhileBothSidesGoOn(First first) {
    hold(first);
    var model = world.model("orders");
    world.edit(
        new Model(model.slug(), model.name(), model.source(), "new", model.query(), "workspace_2"));
    world.push("models/orders.yaml", world.file("models/orders.yaml").replace("git_id", "git_2"));
    settle(first);
    assertThat(world.file("models/orders.yaml")).contains("git_2", "description: new");
    assertThat(world.model("orders").primaryKey()).isEqualTo("workspace_2");
    assertThat(open())
        .singleElement()
        .satisfies(it -> assertThat(it.conflict().git()).contains(new Text("git_2")));
  }

  @Test
  void letsGoOnceBothSidesSayTheSame() {
    hold(First.OUTBOUND);
    world.push(
        "models/orders.yaml", world.file("models/orders.yaml").replace("git_id", "workspace_id"));
    settle(First.OUTBOUND);
    assertThat(open()).isEmpty();
    assertThat(world.isEqual(ORDERS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void settlesWhatSomebodyDecides(First first) {
    for (String choice : List.of("workspace_id", "git_id", "third_id")) {
      var each = new ConflictPolicyTest();
      each.hold(first);
      each.decide(choice);
      each.settle(first);
      assertThat(each.world.file("models/orders.yaml")).contains("primaryKey: " + choice);
      assertThat(each.world.model("orders").primaryKey()).isEqualTo(choice);
      assertThat(each.open()).isEmpty();
    }
  }

  private void decide(String choice) {
    OpenConflict conflict = open().getFirst();
    StoredResource current = world.store.find(ACME, ORDERS).orElseThrow();
    var document = current.resource().document().with("primaryKey", choice);
    var edit =
        new Edit(
            ACME,
            ADA,
            Optional.of(current),
            Optional.of(Resource.of(ORDERS, document)),
            current.extras(),
            new Purpose.Resolution(KEY, conflict.conflict().git()));
    assertThat(world.store.accept(edit)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void holdsAgainWhenGitMovedOnBeforeTheDecision(First first) {
    hold(first);
    world.push("models/orders.yaml", world.file("models/orders.yaml").replace("git_id", "git_2"));
    decide("git_id");
    settle(first);
    assertThat(world.file("models/orders.yaml")).contains("primaryKey: git_2");
    assertThat(world.model("orders").primaryKey()).isEqualTo("git_id");
    assertThat(open())
        .singleElement()
        .satisfies(it -> assertThat(it.conflict().git()).contains(new Text("git_2")));
  }

  @Test
  void remembersTheHoldWhenItDiedAfterThePush() {
    use(ConflictPolicy.HOLD);
    editBothSides();
    world.git.afterNextPush(
        () -> {
          throw new IllegalStateException("died");
        });
    try {
      world.runOutbound();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("died");
    }
    settle(First.INBOUND);
    assertThat(world.model("orders").primaryKey()).isEqualTo("workspace_id");
    assertReported(Decision.HELD);
  }

  @Test
  void doesNotHoldWhatGitTookBackBeforeThePush() {
    use(ConflictPolicy.HOLD);
    String before = world.file("models/orders.yaml");
    editBothSides();
    world.git.beforeNextPush(() -> world.push("models/orders.yaml", before));
    settle(First.OUTBOUND);
    assertThat(world.model("orders").primaryKey()).isEqualTo("workspace_id");
    assertThat(world.isEqual(ORDERS)).isTrue();
    assertThat(open()).isEmpty();
  }

  @Test
  void waitsForAFileThatNobodyCanRead() {
    use(ConflictPolicy.GIT);
    String sound = world.file("models/orders.yaml");
    world.push("models/orders.yaml", "name: [broken\n");
    world.edit(withKey("orders", "workspace_id"));
    world.edit(model("users", "SELECT u"));
    world.runOutbound();
    world.runInbound();
    assertThat(world.waiting()).hasSize(1);
    assertThat(world.file("models/users.yaml")).contains("SELECT u");
    world.push("models/orders.yaml", sound);
    settle(First.OUTBOUND);
    assertThat(world.file("models/orders.yaml")).contains("workspace_id");
    assertThat(world.isEqual(ORDERS)).isTrue();
  }

  @Test
  void holdsNothingOfAResourceThatWasMadeAnew() {
    hold(First.OUTBOUND);
    world.delete(ORDERS);
    settle(First.OUTBOUND);
    assertThat(open()).isEmpty();
    world.edit(withKey("orders", "new_id"));
    settle(First.OUTBOUND);
    assertThat(world.file("models/orders.yaml")).contains("primaryKey: new_id");
    assertThat(world.isEqual(ORDERS)).isTrue();
  }

  @Test
  void letsAFullResyncDecideForTheWorkspace() {
    hold(First.OUTBOUND);
    world.requestResync();
    world.runResync();
    settle(First.OUTBOUND);
    assertThat(world.file("models/orders.yaml")).contains("primaryKey: workspace_id # theirs");
    assertThat(open()).isEmpty();
  }

  @Test
  void readsAFileAgainOnceItsModelIsMadeThoughTheModelHasToWait() {
    use(ConflictPolicy.GIT);
    world.push(
        Map.of(
            "models/users.yaml", "name: [\n",
            "syncs/crm.yaml", "model: users\ndestination: hubspot\nschedule: {type: manual}\n"));
    world.runInbound();
    assertThat(world.link().state().problems()).hasSize(2);
    world.edit(model("users", "SELECT 1"));
    world.runOutbound();
    assertThat(world.waiting()).hasSize(1);
    world.runInbound();
    assertThat(world.link().state().problems()).hasSize(1);
    assertThat(world.store.find(ACME, ResourceRef.sync(new Slug("crm")))).isPresent();
  }
}
