package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.BOB;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundFlowTest {

  private static final String USERS =
      """
      name: Users
      source: postgres
      type: table
      tableName: public.users
      primaryKey: id
      """;

  private static final String USERS_SYNC =
      """
      model: Users
      destination: hubspot
      config:
        mode: upsert
      schedule:
        type: manual
      """;

  private static final ResyncRequest REQUEST = new ResyncRequest(BOB, FlowWorld.NOON);

  private final FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"));

  private String orders(String from, String to) {
    return world.file("models/orders.yaml").replace(from, to);
  }

  @Test
  void updatesAndCreatesWithoutAnEcho() {
    world.push(
        Map.of(
            "models/orders.yaml", orders("SELECT 1", "SELECT 2"),
            "models/users.yaml", USERS,
            "syncs/users-to-hubspot.yaml", USERS_SYNC));
    var tip = world.git.tip();
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    assertThat(world.model("users").query().text()).isEqualTo("public.users");
    var stored =
        world.store.find(ACME, ResourceRef.sync(new Slug("users-to-hubspot"))).orElseThrow();
    assertThat(((Sync) stored.resource()).model()).isEqualTo(new Slug("users"));
    Activity entry = world.activity().getLast();
    assertThat(entry.direction()).isEqualTo(Direction.INBOUND);
    assertThat(entry.actor()).isEqualTo(BOB);
    assertThat(entry.commit()).isEqualTo(tip);
    assertThat(entry.action()).isEqualTo(Action.CREATE);
    world.runOutbound();
    world.runInbound();
    assertThat(world.git.tip()).isEqualTo(tip);
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void writesNothingWhenTheBranchHasNotMoved() {
    long version = world.link().version();
    world.runInbound();
    assertThat(world.link().version()).isEqualTo(version);
  }

  @Test
  void appliesTheGoodFileBesideTheBrokenOne() {
    world.push(
        Map.of(
            "models/orders.yaml", orders("SELECT 1", "SELECT 2"),
            "models/users.yaml", USERS.replace("source: postgres", "source: postgers\nnmae: x")));
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    assertThat(world.link().state().problems())
        .extracting(Problem::code)
        .containsExactly("FILE-002", "REF-001");
    assertThat(world.link().state().problems().getLast().toString())
        .startsWith(
            "REF-001 models/users.yaml:2:9: source stands for no source of this workspace.");
    world.push("models/users.yaml", USERS);
    world.runInbound();
    assertThat(world.link().state().problems()).isEmpty();
    assertThat(world.model("users").name()).isEqualTo("Users");
  }

  @Test
  void looksAgainAtAProblemWhenWhatItLackedArrives() {
    world.push("syncs/users-to-hubspot.yaml", USERS_SYNC);
    world.runInbound();
    assertThat(world.link().state().problemCount()).isEqualTo(1);
    world.push("models/users.yaml", USERS);
    world.runInbound();
    assertThat(world.link().state().problemCount()).isZero();
    assertThat(world.store.find(ACME, ResourceRef.sync(new Slug("users-to-hubspot")))).isPresent();
  }

  @Test
  void looksAgainAtAProblemWhenTheWorkspaceBringsWhatItLacked() {
    world.push("syncs/users-to-hubspot.yaml", USERS_SYNC.replace("model: Users", "model: users"));
    world.runInbound();
    world.edit(model("users", "SELECT u"));
    world.runOutbound();
    world.runPoll();
    assertThat(world.hints).contains("inbound");
    world.runInbound();
    assertThat(world.link().state().problemCount()).isZero();
  }

  @Test
  void keepsTheResourceOfAFileThatWasDeleted() {
    world.push("models/orders.yaml", "");
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
    assertThat(world.activity().getLast().outcome()).isEqualTo(Outcome.RESOURCE_KEPT);
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml")).contains("SELECT 2");
  }

  @Test
  void attachesANewFileWithAnOldNameToItsResource() {
    String id = world.store.find(ACME, ResourceRef.model(new Slug("orders"))).orElseThrow().id();
    world.push("models/orders.yaml", "");
    world.runInbound();
    world.push("models/orders.yaml", USERS);
    world.runInbound();
    assertThat(world.model("orders").name()).isEqualTo("Users");
    assertThat(world.store.find(ACME, ResourceRef.model(new Slug("orders"))).orElseThrow().id())
        .isEqualTo(id);
  }

  @Test
  void keepsBothEditsOfDifferentFields() {
    world.push("models/orders.yaml", orders("primaryKey: id", "primaryKey: order_id"));
    world.edit(model("orders", "SELECT 2"));
    world.runInbound();
    assertThat(world.model("orders").primaryKey()).isEqualTo("order_id");
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    world.runOutbound();
    assertThat(world.file("models/orders.yaml"))
        .contains("primaryKey: order_id")
        .contains("SELECT 2");
  }

  @Test
  void keepsTheWorkspacesValueOfAFieldThatBothChangedAndSaysSo() {
    world.push(
        "models/orders.yaml",
        orders("SELECT 1", "SELECT 'git'").replace("primaryKey: id", "primaryKey: order_id"));
    world.edit(model("orders", "SELECT 'workspace'"));
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 'workspace'");
    assertThat(world.model("orders").primaryKey()).isEqualTo("order_id");
    assertThat(world.activity().getLast().conflicts())
        .extracting("fieldName")
        .containsExactly("rawSql");
  }

  @Test
  void followsARevertOfOurOwnCommit() {
    String before = world.file("models/orders.yaml");
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push("models/orders.yaml", before);
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void takesALaterEditForOneAndNotForAConflictWhenWeDiedAfterAPush() {
    world.edit(model("orders", "SELECT 2"));
    world.git.afterNextPush(
        () -> {
          world.push("models/orders.yaml", orders("SELECT 2", "SELECT 3"));
          throw new IllegalStateException("died");
        });
    try {
      world.runOutbound();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("died");
    }
    world.runInbound();
    assertThat(world.waiting()).isEmpty();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 3");
    assertThat(world.activity().getLast().conflicts()).isEmpty();
  }

  @Test
  void readsAllFilesAnewWhenAliasesChange() {
    world.push("models/users.yaml", USERS.replace("source: postgres", "source: warehouse"));
    world.runInbound();
    assertThat(world.link().state().problemCount()).isEqualTo(1);
    world.push("aliases-acme.yaml", "sources:\n  warehouse: postgres\n");
    world.runInbound();
    assertThat(world.link().state().problemCount()).isZero();
    assertThat(world.model("users").source()).isEqualTo(new Slug("postgres"));
  }

  @Test
  void saysWhatIsWrongWithAliases() {
    world.push(
        "aliases-acme.yaml",
        "sources:\n  a: postgres\n  b: nothing\ndestinations:\n  a: hubspot\n");
    world.runInbound();
    assertThat(world.link().state().problems())
        .extracting(problem -> problem.code() + " " + problem.position())
        .containsExactly("ALIAS-002 3:6", "ALIAS-003 5:3");
  }

  @Test
  void putsAManifestRightThatAForcePushDropped() {
    String manifest = world.file("manifest-acme.yaml");
    world.push("manifest-acme.yaml", "");
    world.git.squash(BOB, "All in one\n");
    world.git.forget();
    world.runInbound();
    world.runOutbound();
    assertThat(world.file("manifest-acme.yaml")).isEqualTo(manifest);
  }

  @Test
  void putsAnEditedManifestRight() {
    String manifest = world.file("manifest-acme.yaml");
    world.push("manifest-acme.yaml", "mine: now\n");
    world.runInbound();
    assertThat(world.hints).containsExactly("outbound");
    world.runOutbound();
    assertThat(world.file("manifest-acme.yaml")).isEqualTo(manifest);
    int commits = world.git.log().size();
    world.runInbound();
    world.runOutbound();
    assertThat(world.git.log()).hasSize(commits);
  }

  @Test
  void doesNotStartASyncWhoseFileSaysNothingOfIt() {
    Sync paused = sync("orders-to-hubspot", "orders");
    world.edit(
        new Sync(
            paused.slug(),
            paused.model(),
            paused.destination(),
            "",
            paused.config(),
            paused.schedule(),
            true));
    world.runOutbound();
    String path = "syncs/orders-to-hubspot.yaml";
    world.push(
        path, world.file(path).replace("schedulePaused: true\n", "").replace("upsert", "insert"));
    world.runInbound();
    var stored = world.store.find(ACME, ResourceRef.sync(paused.slug())).orElseThrow();
    assertThat(((Sync) stored.resource()).paused()).isTrue();
    assertThat(((Sync) stored.resource()).config().text("mode")).isEqualTo(Optional.of("insert"));
  }

  @Test
  void namesFilesThatAreNotNamedLikeAResource() {
    world.push(Map.of("models/users.yml", USERS, "models/a b.yaml", USERS, "models/x.txt", "x"));
    world.runInbound();
    assertThat(world.link().state().problems())
        .extracting(problem -> problem.code() + " " + problem.file())
        .containsExactlyInAnyOrder("FILE-007 models/users.yml", "FILE-007 models/a b.yaml");
  }

  @Test
  void stopsWhenTheLinkIsGivenOtherSettingsMeanwhile() {
    Link read = world.link();
    world.push("models/orders.yaml", orders("SELECT 1", "SELECT 'another repository'"));
    var elsewhere =
        new LinkSettings(read.settings().repository(), "other", "", read.settings().mode());
    world.store.advance(new Link(ACME, elsewhere, LinkState.INITIAL.with(REQUEST), read.version()));
    assertThatThrownBy(() -> world.inbound.run(read)).isInstanceOf(TryLater.class);
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
    assertThat(world.link().state().lastRead()).isEmpty();
  }

  @Test
  void stopsWhenAResyncTakesTheLinkMeanwhile() {
    Link read = world.link();
    world.push("models/orders.yaml", orders("SELECT 1", "SELECT 2"));
    world.store.advance(read.with(read.state().held(FlowWorld.NOON.plusSeconds(60))));
    world.inbound.run(read);
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
    assertThat(world.link().state().lastRead()).isEqualTo(read.state().lastRead());
  }

  @Test
  void agreesWithWhatOutboundWillDoWithEditsThatCancelOut() {
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("orders", "SELECT 1"));
    world.push("models/orders.yaml", orders("SELECT 1", "SELECT 3"));
    world.runInbound();
    world.runOutbound();
    world.runInbound();
    assertThat(world.isEqual(ResourceRef.model(new Slug("orders")))).isTrue();
  }

  @Test
  void followsARevertOfACommitThatItHadNotReadYet() {
    world.push("models/broken.yaml", "name: [\n");
    world.runInbound();
    String before = world.file("models/orders.yaml");
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push("models/orders.yaml", before);
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsBackWhatWasEditedInGitWhileItsDeletionWaited(boolean inboundFirst) {
    ResourceRef ref = ResourceRef.model(new Slug("orders"));
    world.push("models/orders.yaml", orders("SELECT 1", "SELECT 2"));
    world.delete(ref);
    if (inboundFirst) {
      world.runInbound();
    }
    world.runOutbound();
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    assertThat(world.waiting()).isEmpty();
    assertThat(world.isEqual(ref)).isTrue();
  }

  @Test
  void doesNotBringBackWhatWasDeletedWhenAliasesChange() {
    ResourceRef ref = ResourceRef.model(new Slug("orders"));
    world.delete(ref);
    world.runOutbound();
    world.push("aliases-acme.yaml", "sources:\n  pg: postgres\n");
    world.runInbound();
    assertThat(world.store.find(ACME, ref)).isEmpty();
  }

  @Test
  void refusesHalfACharacter() {
    world.push("models/orders.yaml", orders("name: Model orders", "name: \"\\ud83d\""));
    world.runInbound();
    assertThat(world.link().state().problems())
        .extracting(Problem::code)
        .containsExactly("FILE-008");
    assertThat(world.model("orders").name()).isEqualTo("Model orders");
  }
}
