package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.flows.port.RunLog.Ending;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One resource brings out an error of ours; the others go on. */
class SetAsideTest {

  private static final ResourceRef BAD = ResourceRef.model(new Slug("bad"));

  private final FlowWorld world =
      FlowWorld.synced(model("bad", "SELECT 1"), model("orders", "SELECT 1"));

  @BeforeEach
  void poison() {
    world.poison(Optional.of(BAD));
  }

  @Test
  void deliversAllChangesButThoseOfTheResource() {
    world.edit(model("bad", "SELECT 2"));
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("bad", "SELECT 3"));
    world.edit(model("users", "SELECT u"));
    int commits = world.git.log().size();

    assertThatThrownBy(world::runOutbound).isInstanceOf(SetAside.class);

    assertThat(world.subjects().subList(commits, world.subjects().size()))
        .containsExactly("Update model \"Model orders\"", "Create model \"Model users\"");
    assertThat(world.waiting()).extracting(Change::ref).containsExactly(BAD, BAD);
    assertThat(world.link().state().failure(OutboundFlow.NAME).orElseThrow().message())
        .isEqualTo(
            "Changes of model \"bad\" wait because of an error of Git Sync's own."
                + " All else goes on.");
    assertThat(world.runs.runs.getLast().ending()).isEqualTo(Ending.FAULT);
  }

  @Test
  void deliversThemOnceTheErrorIsMended() {
    world.edit(model("bad", "SELECT 2"));
    world.edit(model("bad", "SELECT 3"));
    assertThatThrownBy(world::runOutbound).isInstanceOf(SetAside.class);
    world.poison(Optional.empty());
    world.runOutbound();
    assertThat(world.waiting()).isEmpty();
    assertThat(world.file("models/bad.yaml")).contains("SELECT 3");
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void writesThemByAFullResync() {
    world.edit(model("bad", "SELECT 2"));
    world.requestResync();
    world.runResync();
    assertThat(world.file("models/bad.yaml")).contains("SELECT 2");
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void letsOtherFlowsGoOnWhenAFullResyncMeetsTheError() {
    world.push(
        "models/bad2.yaml", world.file("models/bad.yaml").replace("Model bad", "Model bad2"));
    world.poison(Optional.of(ResourceRef.model(new Slug("bad2"))));
    world.requestResync();
    assertThatThrownBy(world::runResync).isInstanceOf(SetAside.class);
    assertThat(world.link().isOpen(FlowWorld.NOON)).isTrue();
    assertThat(world.link().state().resync()).isPresent();
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
    assertThat(world.link().state().problems())
        .extracting(problem -> problem.code() + " " + problem.file())
        .containsExactly("SYNC-005 models/bad2.yaml");

    world.poison(Optional.empty());
    world.runResync();
    assertThat(world.model("bad2").name()).isEqualTo("Model bad2");
    assertThat(world.link().state().problems()).isEmpty();
  }

  @Test
  void doesNotLetManyChangesOfTheResourceHoldUpTheOthers() {
    for (int i = 0; i < 250; i++) {
      world.edit(model("bad", "SELECT 1" + i));
    }
    world.edit(model("orders", "SELECT 2"));
    assertThatThrownBy(world::runOutbound).isInstanceOf(SetAside.class);
    assertThat(world.file("models/orders.yaml")).contains("SELECT 2");
  }

  @Test
  void appliesAllFilesButThatOfTheResource() {
    world.push(
        Map.of(
            "models/bad.yaml",
            world.file("models/bad.yaml").replace("SELECT 1", "SELECT 2"),
            "models/orders.yaml",
            world.file("models/orders.yaml").replace("SELECT 1", "SELECT 2")));

    assertThatThrownBy(world::runInbound).isInstanceOf(SetAside.class);
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    assertThat(world.link().state().failure(InboundFlow.NAME).orElseThrow().message())
        .startsWith("Files of models/bad.yaml wait");
    int entries = world.activity().size();

    world.poison(Optional.empty());
    world.runInbound();
    assertThat(world.model("bad").query().text()).isEqualTo("SELECT 2");
    assertThat(world.activity()).hasSize(entries + 1);
    assertThat(world.link().state().failures()).isEmpty();
  }
}
