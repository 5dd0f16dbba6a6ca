package dev.gitsync.adapters.hightouch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.check.Unfiled;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of the API, as a file has them. */
class WorkspaceFileTest {

  private static final String ANSWERS =
      """
      {
        "sources": {"data": [
          {"id": "1", "slug": "shop", "name": "Shop", "type": "postgres", "workspaceId": "9",
           "configuration": {"password": "x"}, "createdAt": "2026-01-01T00:00:00Z"}
        ]},
        "destinations": [{"id": 2, "slug": "hub", "name": "Hub", "type": "hubspot"}],
        "models": {"data": [
          {"id": "3", "slug": "orders", "name": "Orders", "description": null, "primaryKey": "id",
           "sourceId": "1", "queryType": "raw_sql", "raw": {"sql": "SELECT id FROM orders"},
           "isSchema": false, "tags": {}, "syncs": ["7"], "folderId": null, "visual": null},
          {"id": "4", "slug": "stock", "name": "Stock", "description": "All of it",
           "primaryKey": "sku", "sourceId": "1", "queryType": "tabel",
           "table": {"name": "public.stock"}},
          {"id": "5", "slug": "users", "name": "Users", "primaryKey": "id", "sourceId": "1",
           "queryType": "dbt", "dbt": {"dbtUniqueId": "model.shop.users", "rawSql": "SELECT 1"}},
          {"id": "6", "slug": "best", "name": "The best", "primaryKey": "id", "sourceId": "1",
           "queryType": "visual", "visual": {"filter": {}}}
        ], "hasMore": false},
        "syncs": {"data": [
          {"id": "7", "slug": "crm", "modelId": "3", "destinationId": 2, "disabled": true,
           "configuration": {"mode": "upsert"}, "status": "disabled",
           "schedule": {"type": "cron", "schedule": {"expression": "0 * * * *"}}},
          {"id": "8", "slug": "mail", "modelId": "6", "destinationId": "2", "disabled": false,
           "configuration": null, "schedule": null},
          {"id": "9", "slug": "lost", "modelId": null, "destinationId": "2", "disabled": false,
           "configuration": {}, "schedule": null}
        ]}
      }
      """;

  @TempDir private Path folder;

  private HightouchWorkspace read(String text) throws IOException, UnknownWorkspace {
    return new WorkspaceFile(Files.writeString(folder.resolve("workspace.json"), text)).read();
  }

  private String fault(String text) {
    Exception fault = catchThrowableOfType(UnknownWorkspace.class, () -> read(text));
    return String.valueOf(fault.getMessage()).replace(folder.toString(), "");
  }

  private static ResourceRef model(String slug) {
    return ResourceRef.model(new Slug(slug));
  }

  @Test
  void understandsWhatTheApiAnswers() throws Exception {
    HightouchWorkspace workspace = read(ANSWERS);

    var shop = new ResourceRef(ResourceKind.SOURCE, new Slug("shop"));
    var hub = new ResourceRef(ResourceKind.DESTINATION, new Slug("hub"));
    assertThat(workspace.resources().connectors())
        .containsExactlyInAnyOrder(
            new Connector(shop, "Shop", "postgres", Mapping.empty()),
            new Connector(hub, "Hub", "hubspot", Mapping.empty()));
    assertThat(workspace.resources().find(model("orders")))
        .contains(
            new Model(
                new Slug("orders"),
                "Orders",
                new Slug("shop"),
                "",
                new Query(Query.Type.RAW_SQL, "SELECT id FROM orders"),
                "id"));
    assertThat(workspace.resources().find(model("stock")))
        .contains(
            new Model(
                new Slug("stock"),
                "Stock",
                new Slug("shop"),
                "All of it",
                new Query(Query.Type.TABLE, "public.stock"),
                "sku"));
    assertThat(workspace.resources().find(model("users")))
        .map(it -> ((Model) it).query())
        .contains(new Query(Query.Type.DBT_MODEL, "model.shop.users"));
    assertThat(workspace.resources().syncsOf(new Slug("orders")))
        .containsExactly(
            new Sync(
                new Slug("crm"),
                new Slug("orders"),
                new Slug("hub"),
                "",
                Mapping.of("mode", new Text("upsert")),
                Mapping.of("type", new Text("cron"))
                    .with("schedule", Mapping.of("expression", new Text("0 * * * *"))),
                true));
    assertThat(workspace.id()).isEmpty();
    assertThat(workspace.policies()).isEqualTo(Policies.DEFAULT);
  }

  @Test
  void knowsOfWhatNoFileCanDescribe() throws Exception {
    HightouchWorkspace workspace = read(ANSWERS);

    assertThat(workspace.resources().find(model("best"))).isEmpty();
    assertThat(workspace.resources().unfiled(model("best")))
        .contains(
            new Unfiled(
                model("best"),
                "The best",
                "its query is of another type than SQL, a table or a dbt model"));
    assertThat(workspace.resources().syncsOf(new Slug("best")))
        .extracting(Sync::schedule)
        .containsExactly(Sync.MANUAL);
    ResourceRef lost = ResourceRef.sync(new Slug("lost"));
    assertThat(workspace.resources().unfiled(lost))
        .map(Unfiled::why)
        .contains("its model is none of the workspace's");
  }

  @Test
  void readsThePoliciesOfTheLink() throws Exception {
    String link =
        """
        , "git-sync": {"workspaceId": "acme", "conflictPolicy": "git", "deletionPolicy": "delete",
          "deletionGuard": {"resources": 3, "percent": 10}}}
        """;

    HightouchWorkspace workspace = read(ANSWERS.strip().replaceFirst("}$", link));

    assertThat(workspace.id()).isEqualTo(Optional.of("acme"));
    assertThat(workspace.policies())
        .isEqualTo(
            new Policies(ConflictPolicy.GIT, DeletionPolicy.DELETE, new DeletionGuard(3, 10)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"sql\"           | {\"text\"          | model 3 \"orders\": \"raw.sql\"",
        "\"name\": \"Shop\" | \"name\": 7        | source 1 \"shop\": \"name\"",
        "\"slug\": \"hub\"  | \"slug\": \"a b\"  | destination 2: \"slug\"",
        "\"type\": \"cron\" | \"type\": null     | sync 7 \"crm\": \"schedule.type\"",
        "\"modelId\": \"3\" | \"modelId\": {}    | sync 7 \"crm\": \"modelId\"",
        "\"id\": \"5\"      | \"id\": null       | model \"users\": \"id\"",
        "\"disabled\": true | \"disabled\": 1    | sync 7 \"crm\": \"disabled\"",
      })
  void namesTheFieldThatItDoesNotUnderstand(String from, String to, String named) {
    assertThat(ANSWERS).contains(from);

    assertThat(fault(ANSWERS.replace(from, to)))
        .isEqualTo(
            "/workspace.json: %s is not there, or is not what it should be. Make the file anew from"
                    .formatted(named)
                + " what the API answers.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"models\":        | \"moddels\":       | models: there is no list of them, neither at"
            + " \"data\" nor in its place.",
        "\"hasMore\": false | \"hasMore\": true  | models: there are more than the file has"
            + " (hasMore).",
        "\"stock\"          | \"orders\"         | model 4 \"orders\": another has the same slug.",
        "[{\"id\": 2        | [7, {\"id\": 2     | destinations, item 1: it is no object.",
      })
  void saysWhatIsWrongWithAList(String from, String to, String what) {
    assertThat(ANSWERS).contains(from);

    assertThat(fault(ANSWERS.replace(from, to)))
        .isEqualTo(
            "/workspace.json: %s Make the file anew from what the API answers.".formatted(what));
  }

  @Test
  void saysWhereAFileIsNotJson() {
    assertThat(fault("{\"sources\": [],\n  \"models\" []}"))
        .startsWith("/workspace.json:2:")
        .endsWith(
            ": it is not JSON that can be read. Make the file anew from what the API answers.");
    assertThat(fault("")).startsWith("/workspace.json");
    assertThat(fault("[]")).startsWith("/workspace.json: it is no object.");
  }

  @Test
  void saysThatThereIsNoFile() {
    var missing = new WorkspaceFile(folder.resolve("none.json"));

    assertThat(catchThrowableOfType(UnknownWorkspace.class, missing::read))
        .hasMessage(
            "There is no file \"%s\" that can be read. Give the file, or the API's address.",
            missing.path());
  }
}
