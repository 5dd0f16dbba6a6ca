package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.plan.ResyncPlan;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.testkit.Fixtures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResyncFlowTest {

  private final FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"));

  @Test
  void makesTheFirstCommitOfAnEmptyRepository() {
    assertThat(world.git.files())
        .containsOnlyKeys("aliases-acme.yaml", "manifest-acme.yaml", "models/orders.yaml");
    assertThat(world.subjects()).containsExactly("Resync workspace acme: 3 files");
    assertThat(world.git.log().getFirst().author()).isEqualTo(ADA);
    assertThat(world.waiting()).isEmpty();
    assertThat(world.activity()).extracting("outcome").contains(Outcome.COMMITTED);
    assertThat(world.link().state().resync()).isEmpty();
    assertThat(world.link().state().heldUntil()).isEmpty();
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
    assertThat(world.file("models/orders.yaml"))
        .isEqualTo(
            """
            name: Model orders
            source: postgres
            type: raw_sql
            rawSql: SELECT 1
            isSchema: false
            primaryKey: id
            """);
  }

  @Test
  void writesDeletedFilesAgainAndOverwritesOthers() {
    world.edit(model("users", "SELECT u"));
    world.runOutbound();
    world.push(
        Map.of(
            "models/orders.yaml",
            world.file("models/orders.yaml").replace("SELECT 1", "SELECT 'git'"),
            "models/users.yaml",
            ""));
    ResyncPlan plan = world.resync.plan(world.link());
    assertThat(plan.writes())
        .extracting(it -> it.kind() + " " + it.file().path())
        .containsExactly("OVERWRITE models/orders.yaml", "CREATE models/users.yaml");
    assertThat(plan.writes().getFirst().file().conflicts())
        .extracting("fieldName")
        .containsExactly("rawSql");
    world.requestResync();
    int pushes = world.git.pushes();
    int told = world.activity().size();
    world.runResync();
    assertThat(world.git.pushes()).isEqualTo(pushes + 1);
    assertThat(world.activity().stream().skip(told))
        .extracting(it -> it.ref().slug() + " " + it.outcome() + " " + it.conflicts().size())
        .containsExactly("orders OVERRULED 1", "orders COMMITTED 0", "users COMMITTED 0");
    assertThat(world.file("models/orders.yaml")).contains("SELECT 1");
    assertThat(world.file("models/users.yaml")).contains("SELECT u");
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 1");
  }

  @Test
  void createsWhatOnlyGitHas() {
    world.push("models/new.yaml", world.file("models/orders.yaml").replace("orders", "new"));
    assertThat(world.resync.plan(world.link()).unmatched())
        .containsExactly(new RepoPath("models/new.yaml"));
    world.requestResync();
    world.runResync();
    assertThat(world.model("new").name()).isEqualTo("Model new");
  }

  @Test
  void deliversWaitingChangesAsCommitsOfTheirOwn() {
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("orders", "SELECT 3"));
    world.requestResync();
    world.runResync();
    assertThat(world.subjects())
        .containsExactly(
            "Resync workspace acme: 3 files",
            "Update model \"Model orders\"",
            "Update model \"Model orders\"");
  }

  @Test
  void doesNotBringBackWhatWasDeletedInTheWorkspace() {
    world.delete(ResourceRef.model(new Slug("orders")));
    assertThat(world.resync.plan(world.link()).unmatched()).isEmpty();
    world.requestResync();
    world.runResync();
    assertThat(world.store.find(ACME, ResourceRef.model(new Slug("orders")))).isEmpty();
  }

  @Test
  void isDoneAgainAfterItDied() {
    world.push("models/orders.yaml", "");
    world.requestResync();
    world.git.afterNextPush(
        () -> {
          throw new IllegalStateException("died");
        });
    try {
      world.runResync();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("died");
    }
    assertThat(world.link().state().resync()).isPresent();
    int commits = world.git.log().size();
    world.runResync();
    assertThat(world.git.log()).hasSize(commits);
    assertThat(world.link().state().resync()).isEmpty();
  }

  @Test
  void carriesNothingAgainThatAFirstSyncCarriedWhichDied() {
    var first = new FlowWorld();
    first.edit(Fixtures.source());
    first.edit(Fixtures.destination());
    first.edit(model("orders", "SELECT 1"));
    var request = new ResyncRequest(ADA, FlowWorld.NOON);
    first.store.create(Fixtures.link().with(LinkState.INITIAL.with(request)));
    first.git.afterNextPush(
        () -> {
          throw new IllegalStateException("died");
        });
    assertThatThrownBy(first::runResync).hasMessage("died");
    CommitId carrier = first.git.tip().orElseThrow();
    first.push("models/orders.yaml", "");
    first.runResync();
    assertThat(first.git.log().stream().flatMap(commit -> changes(commit.message())))
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThat(first.waiting()).isEmpty();
    assertThat(first.activity().subList(0, 3))
        .allSatisfy(entry -> assertThat(entry.commit()).contains(carrier));
  }

  private static Stream<ChangeId> changes(String message) {
    return Trailers.parse(message).stream().flatMap(it -> it.changes().stream());
  }

  @Test
  void keepsOtherFlowsAwayWhileItRuns() {
    world.push("models/orders.yaml", "");
    world.requestResync();
    world.git.beforeNextPush(
        () -> {
          world.edit(model("users", "SELECT u"));
          world.runOutbound();
          assertThat(world.waiting()).hasSize(1);
        });
    world.runResync();
    assertThat(world.hints).contains("outbound");
    world.runOutbound();
    assertThat(world.waiting()).isEmpty();
    assertThat(world.file("models/users.yaml")).contains("SELECT u");
  }

  @Test
  void writesNothingWhenAllIsEqual() {
    int commits = world.git.log().size();
    world.requestResync();
    world.runResync();
    assertThat(world.git.log()).hasSize(commits);
  }

  @Test
  void tellsWhatItTakesAwayThatOnlyTheFileSaid() {
    world.push(
        "models/orders.yaml", world.file("models/orders.yaml") + "description: only in Git\n");
    assertThat(world.resync.plan(world.link()).writes().getFirst().file().conflicts())
        .extracting("fieldName")
        .containsExactly("description");
  }

  @Test
  void letsOtherFlowsGoOnWhileItsPushIsRefused() {
    world.edit(model("users", "SELECT u"));
    world.git.refusePushes(Optional.of(new Refused(Reason.PROTECTED, "protected")));
    world.requestResync();
    world.runResync();
    world.push(
        "models/orders.yaml", world.file("models/orders.yaml").replace("SELECT 1", "SELECT 2"));
    world.pass(Duration.ofMinutes(1));
    world.runPoll();
    assertThat(world.hints).contains("inbound", "resync");
    world.runInbound();
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
    assertThat(world.link().state().resync()).isPresent();
  }
}
