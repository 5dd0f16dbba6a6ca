package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundFlowTest {

  private final FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"));

  @Test
  void makesOneCommitPerChangeInOrderInOnePush() {
    int before = world.git.pushes();
    Change first = world.edit(model("orders", "SELECT 2"));
    world.edit(model("users", "SELECT u"));
    Change last = world.edit(model("orders", "SELECT 3"));
    world.runOutbound();
    assertThat(world.git.pushes()).isEqualTo(before + 1);
    assertThat(world.subjects().reversed().subList(0, 3))
        .containsExactly(
            "Update model \"Model orders\"",
            "Create model \"Model users\"",
            "Update model \"Model orders\"");
    var commits = world.git.log().reversed();
    assertThat(commits.get(0).author()).isEqualTo(ADA);
    assertThat(Trailers.parse(commits.get(0).message()))
        .contains(new Trailers(ACME, List.of(last.id())));
    assertThat(Trailers.parse(commits.get(2).message()))
        .contains(new Trailers(ACME, List.of(first.id())));
    assertThat(world.file("models/orders.yaml")).contains("rawSql: SELECT 3\n");
    assertThat(world.waiting()).isEmpty();
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
  }

  @Test
  void pushesWithoutAskingFirstWhereItKnowsTheBranch() {
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    int asked = world.git.asked();
    world.edit(model("orders", "SELECT 3"));
    world.runOutbound();
    assertThat(world.git.asked()).isEqualTo(asked);
    assertThat(world.file("models/orders.yaml")).contains("rawSql: SELECT 3\n");
    assertThat(world.link().state().lastRead()).isEqualTo(world.git.tip());
  }

  @Test
  void findsItsCommitsWhenNobodyAnsweredThePush() {
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    int commits = world.git.log().size();
    world.git.afterNextPush(
        () -> {
          throw new TryLater("GIT-010", "The connection was reset.", null);
        });
    world.edit(model("orders", "SELECT 3"));
    world.runOutbound();
    assertThat(world.git.log()).hasSize(commits + 1);
    assertThat(world.waiting()).isEmpty();
    assertThat(world.activity().getLast().outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void looksBeforeItDropsAnEditThatNeedsNoCommit() {
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("orders", "SELECT 1"));
    world.runOutbound();
    int asked = world.git.asked();
    world.edit(model("orders", "SELECT 1"));
    world.runOutbound();
    assertThat(world.git.asked()).isGreaterThan(asked);
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void looksWhenTheBranchMovedSinceItWasSeen() {
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.push("models/new.yaml", world.file("models/orders.yaml").replace("orders", "new"));
    world.edit(model("orders", "SELECT 3"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml")).contains("rawSql: SELECT 3\n");
    assertThat(world.file("models/new.yaml")).contains("rawSql: SELECT 2\n");
    assertThat(world.waiting()).isEmpty();
    assertThat(world.link().state().lastRead()).isNotEqualTo(world.git.tip());
  }

  @Test
  void touchesOnlyWhatChanged() {
    world.push(
        "models/orders.yaml",
        """
        # Owned by finance
        primaryKey: "id"   # never change
        name: 'Model orders'
        source: postgres
        type: raw_sql
        rawSql: SELECT 1 # the query
        isSchema: false
        """);
    world.runInbound();
    world.edit(model("orders", "SELECT 2\nFROM orders"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml"))
        .startsWith(
            "# Owned by finance\nprimaryKey: \"id\"   # never change\nname: 'Model orders'\n")
        .contains("  SELECT 2\n  FROM orders\n")
        .endsWith("isSchema: false\n");
  }

  @Test
  void doesNothingWhenNothingWaits() {
    long version = world.link().version();
    world.runOutbound();
    assertThat(world.link().version()).isEqualTo(version);
  }

  @Test
  void recognisesItsCommitsAfterItDiedBeforeItCouldSaySo() {
    world.edit(model("orders", "SELECT 2"));
    Change last = world.edit(model("orders", "SELECT 3"));
    world.git.afterNextPush(
        () -> {
          throw new IllegalStateException("died");
        });
    try {
      world.runOutbound();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("died");
    }
    assertThat(world.waiting()).hasSize(2);
    int commits = world.git.log().size();
    world.runOutbound();
    assertThat(world.git.log()).hasSize(commits);
    assertThat(world.waiting()).isEmpty();
    Activity entry = world.activity().getLast();
    assertThat(entry.outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(entry.commit()).isEqualTo(world.git.tip());
    assertThat(entry.after()).isEqualTo(last.after());
  }

  @Test
  void keepsAnEditThatWasPushedWhileItWorked() {
    String theirs =
        world.file("models/orders.yaml").replace("primaryKey: id", "primaryKey: order_id");
    world.git.beforeNextPush(() -> world.push("models/orders.yaml", theirs));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml"))
        .contains("primaryKey: order_id")
        .contains("rawSql: SELECT 2");
    world.runInbound();
    assertThat(world.model("orders").primaryKey()).isEqualTo("order_id");
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 2");
  }

  @Test
  void tellsWhenItOverridesWhatTheFileSaid() {
    String theirs = world.file("models/orders.yaml").replace("SELECT 1", "SELECT 'git'");
    world.push("models/orders.yaml", theirs);
    world.edit(model("orders", "SELECT 'workspace'"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml")).contains("SELECT 'workspace'");
    assertThat(world.git.log().getLast().message())
        .contains("Overrides what the file said of rawSql.");
    assertThat(world.activity().getLast().conflicts()).hasSize(1);
  }

  @Test
  void keepsTheWordsThatAFileUsesForReferences() {
    world.push(
        Map.of(
            "aliases-acme.yaml",
            "sources:\n  warehouse: postgres\ndestinations: {}\n",
            "models/orders.yaml",
            world.file("models/orders.yaml").replace("source: postgres", "source: warehouse")));
    world.runInbound();
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("users", "SELECT u"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml")).contains("source: warehouse\n");
    assertThat(world.file("models/users.yaml")).contains("source: warehouse\n");
  }

  @Test
  void leavesTheFileOfAResourceThatWasDeleted() {
    world.delete(ResourceRef.model(new Slug("orders")));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml")).isNotEmpty();
    assertThat(world.activity().getLast().outcome()).isEqualTo(Outcome.FILE_KEPT);
    assertThat(world.waiting()).isEmpty();
  }

  @Test
  void listsNewSourcesInTheManifest() {
    world.edit(
        new Connector(
            new ResourceRef(ResourceKind.SOURCE, new Slug("snowflake")),
            "Snowflake",
            "snowflake",
            Mapping.empty()));
    world.runOutbound();
    assertThat(world.file("manifest-acme.yaml"))
        .startsWith("# READ ONLY FILE\n")
        .contains("  snowflake:\n    name: Snowflake\n    type: snowflake\n");
    assertThat(world.subjects()).last().isEqualTo("Create source \"Snowflake\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PROTECTED,GIT-002,the branch is protected",
    "POLICY,GIT-017,a rule of the host forbids it",
    "SIZE,GIT-018,the host finds it too large",
    "PERMISSION,GIT-007,the credentials may not write"
  })
  void keepsChangesWaitingAndSaysWhyWhenAPushIsRefused(Reason reason, String code, String why) {
    String words = "GH006: what the host says";
    world.git.refusePushes(Optional.of(new Refused(reason, words)));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    assertThat(world.waiting()).hasSize(1);
    assertThat(world.link().state().failures().get(OutboundFlow.NAME))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure.message()).contains(why + ": " + words, "\"main\"", "\"acme\"");
              assertThat(failure.remedy()).isNotEmpty();
            });
    world.git.refusePushes(Optional.empty());
    world.runOutbound();
    assertThat(world.waiting()).isEmpty();
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void replacesAFileThatCannotBeReadAndSaysSo() {
    world.push("models/orders.yaml", "name: [broken\n");
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    assertThat(world.file("models/orders.yaml")).contains("rawSql: SELECT 2");
    assertThat(world.activity().getLast().conflicts()).extracting("fieldName").containsExactly("*");
  }

  @Test
  void writesAWholeFileForASync() {
    world.edit(Fixtures.sync("orders-to-hubspot", "orders"));
    world.runOutbound();
    assertThat(world.file("syncs/orders-to-hubspot.yaml"))
        .isEqualTo(
            """
            model: orders
            destination: hubspot
            config:
              mode: upsert
            schedule:
              type: manual
            schedulePaused: false
            """);
  }

  @Test
  void doesNotLetAnOldFileIntoAResourceThatWasMadeAnew() {
    ResourceRef ref = ResourceRef.model(new Slug("orders"));
    world.push(
        "models/orders.yaml", world.file("models/orders.yaml") + "description: of the old one\n");
    world.runInbound();
    world.delete(ref);
    world.runOutbound();
    world.edit(model("orders", "SELECT 'new'"));
    world.runOutbound();
    world.runInbound();
    assertThat(world.file("models/orders.yaml")).doesNotContain("of the old one");
    assertThat(world.model("orders").description()).isEmpty();
    assertThat(world.isEqual(ref)).isTrue();
  }

  @Test
  void joinsWhatBothSidesMadeUnderOneNameWhicheverIsLookedAtFirst() {
    for (boolean inboundFirst : new boolean[] {true, false}) {
      FlowWorld both = FlowWorld.synced(model("orders", "SELECT 1"));
      both.push(
          "models/users.yaml",
          both.file("models/orders.yaml")
                  .replace("Model orders", "Users")
                  .replace("SELECT 1", "SELECT 'git'")
              + "description: only in Git\n");
      both.edit(model("users", "SELECT 'workspace'"));
      if (inboundFirst) {
        both.runInbound();
      }
      both.runOutbound();
      both.runInbound();
      assertThat(both.model("users").description()).isEqualTo("only in Git");
      assertThat(both.model("users").query().text()).isEqualTo("SELECT 'workspace'");
      assertThat(both.isEqual(ResourceRef.model(new Slug("users")))).isTrue();
    }
  }

  @Test
  void doesNotUndoALaterEditWithAnEarlierOneThatNeededNoCommit() {
    world.push(
        "models/orders.yaml", world.file("models/orders.yaml").replace("SELECT 1", "SELECT 2"));
    world.edit(model("orders", "SELECT 2"));
    world.edit(model("orders", "SELECT 3"));
    world.git.afterNextPush(() -> world.store.advance(world.link()));
    world.runOutbound();
    world.runInbound();
    assertThat(world.file("models/orders.yaml")).contains("SELECT 3");
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 3");
    assertThat(world.waiting()).isEmpty();
  }
}
