package dev.gitsync.functions.api;

import static dev.gitsync.functions.api.ApiWorld.json;
import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreApiTest {

  private final ApiWorld world =
      new ApiWorld(model("orders", "SELECT 1"), model("new", "SELECT n"), sync("to-crm", "orders"));
  private final CommitId then =
      world.git.commit(
          ADA,
          "Then\n",
          Map.of(
              "models/orders.yaml",
              """
              name: Model orders
              source: postgres
              type: raw_sql
              rawSql: SELECT 0
              primaryKey: id
              """,
              "models/broken.yaml",
              "name: [",
              "syncs/to-crm.yaml",
              "model: orders\ndestination: hubspot\n"));

  private Mapping restore(int status, String query, String more) {
    return world.call(
        status, "POST", "git-sync/restore" + query, "{\"commit\":\"%s\"%s}".formatted(then, more));
  }

  private static String resource(String kind, String slug) {
    return ",\"resource\":{\"kind\":\"%s\",\"slug\":\"%s\"}".formatted(kind, slug);
  }

  @Test
  void saysWhatItWouldDo() {
    int changes = world.waiting().size();
    Mapping plan = restore(200, "?dryRun=true", "");
    assertThat(plan.get("resources"))
        .contains(
            json(
                """
                [{'resource':{'kind':'model','slug':'orders','name':'Model orders'},
                  'action':'update',
                  'fields':[{'field':'rawSql','now':'SELECT 1','then':'SELECT 0'}]},
                 {'resource':{'kind':'model','slug':'new','name':'Model new'},
                  'action':'leave','fields':[]}]"""));
    assertThat(plan.get("unchangedCount")).contains(Node.Num.of(1));
    assertThat(plan.get("problemCount")).contains(Node.Num.of(1));
    assertThat(world.waiting()).hasSize(changes);
    assertThat(world.link().state().restore()).isEmpty();
  }

  @Test
  void restoresOneResourceAtOnce() {
    Mapping answer = restore(202, "", resource("model", "orders"));
    assertThat(answer.text("action")).contains("update");
    assertThat(answer.text("commit")).contains(then.value());
    assertThat(world.model("orders").query().text()).isEqualTo("SELECT 0");
    Change change = world.waiting().getLast();
    assertThat(change.purpose()).isEqualTo(new Purpose.Restoration(then));
    assertThat(change.author()).isEqualTo(ADA);
    assertThat(world.hints).containsExactly("outbound");
    assertThat(restore(202, "", resource("model", "orders")).text("action")).contains("none");
  }

  @Test
  void bringsADeletedResourceBack() {
    world.delete(ResourceRef.sync(new Slug("to-crm")));
    assertThat(restore(202, "", resource("sync", "to-crm")).text("action")).contains("create");
    assertThat(world.store.find(ACME, ResourceRef.sync(new Slug("to-crm")))).isPresent();
  }

  @Test
  void saysWhyAResourceCannotBeWhatItWas() {
    assertThat(restore(422, "", resource("model", "broken")).get("details")).isPresent();
    restore(409, "", resource("model", "new"));
    restore(404, "", resource("model", "nowhere"));
  }

  @Test
  void asksForTheWholeWorkspaceUntilItIsDoneOrCancelled() {
    restore(202, "", "");
    RestoreRequest asked = world.link().state().restore().orElseThrow();
    assertThat(asked.commit()).isEqualTo(then);
    assertThat(asked.by()).isEqualTo(ADA);
    assertThat(world.hints).containsExactly("resync");
    Mapping status = world.call(200, "GET", "git-sync/status", "");
    assertThat(status.text("health")).contains("syncing");
    assertThat(((Mapping) status.get("restore").orElseThrow()).text("commit"))
        .contains(then.value());
    world.pass(Duration.ofMinutes(1));
    restore(202, "", "");
    assertThat(world.link().state().restore()).isPresent().get().isNotEqualTo(asked);
    world.call(204, "DELETE", "git-sync/restore", "");
    assertThat(world.link().state().restore()).isEmpty();
    world.call(409, "DELETE", "git-sync/restore", "");
  }

  @Test
  void findsTheCommitOfATime() {
    Instant at = Instant.parse("2026-01-02T10:00:00Z");
    world.record(
        new Activity(
            "%013d-000001-00000000".formatted(at.toEpochMilli()),
            ACME,
            Direction.INBOUND,
            at,
            ADA,
            ResourceRef.model(new Slug("orders")),
            "Model orders",
            Action.UPDATE,
            Outcome.APPLIED,
            Optional.empty(),
            Mapping.empty(),
            Mapping.empty(),
            List.of(),
            Optional.of(then),
            Optional.empty()));
    String path = "git-sync/restore?dryRun=true";
    assertThat(
            world.call(200, "POST", path, "{\"at\":\"2026-01-02T11:00:00+01:00\"}").text("commit"))
        .contains(then.value());
    assertThat(
            world.call(422, "POST", path, "{\"at\":\"2026-01-02T09:59:59.999Z\"}").get("details"))
        .contains(json("{'at':'The activity log does not go back so far. Give a commit.'}"));
  }

  @Test
  void refusesACommitThatIsNotThere() {
    String body = "{\"commit\":\"%s\"}".formatted("f".repeat(40));
    for (String path : List.of("git-sync/restore", "git-sync/restore?dryRun=true")) {
      assertThat(world.call(422, "POST", path, body).text("code")).contains("GIT-021");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | commit",
        "{\"commit\":\"abc\"} | commit",
        "{\"commit\":5} | commit",
        "{\"commit\":\"abc\",\"at\":\"2026-01-02T10:00:00Z\"} | commit",
        "{\"at\":\"yesterday\"} | at",
        "{\"at\":\"2026-01-02T10:00:00Z\",\"resource\":{}} | resource",
        "{\"at\":\"2026-01-02T10:00:00Z\",\"resource\":{\"kind\":\"source\",\"slug\":\"a\"}}"
            + " | resource",
      })
  void saysWhatIsWrongWithABody(String body, String field) {
    Mapping problem = world.call(422, "POST", "git-sync/restore", body);
    assertThat(((Mapping) problem.get("details").orElseThrow()).get(field)).isPresent();
  }

  @Test
  void waitsForTheFirstSyncAndForALinkThatRuns() {
    world.call(200, "PUT", "git-sync", "{\"paused\":true}");
    restore(409, "", "");
    restore(200, "?dryRun=true", "");
    restore(400, "?dryRun=maybe", "");
    assertThat(world.store.advance(world.link().with(LinkState.INITIAL))).isPresent();
    restore(409, "?dryRun=true", "");
  }
}
