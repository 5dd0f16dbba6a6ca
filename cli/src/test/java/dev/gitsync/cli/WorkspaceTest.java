package dev.gitsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.dynamodb.DynamoApiKeys;
import dev.gitsync.adapters.dynamodb.DynamoResources;
import dev.gitsync.adapters.dynamodb.DynamoTables;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.local.LocalOptions;
import dev.gitsync.local.aws.DynamoServer;
import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keys in DynamoDB Local, in the table of the template. */
class WorkspaceTest {
  private static final WorkspaceId ACME = new WorkspaceId("acme");
  private static final Person ADA = new Person("Ada Lovelace", "ada@acme.example");
  private static final String USER = "--user=Ada Lovelace <ada@acme.example>";

  @TempDir private Path folder;
  private CloudStub cloud;
  private DynamoServer server;
  private DynamoDbClient client;
  private DynamoTables tables;

  @BeforeEach
  void start() throws IOException {
    cloud = CloudStub.start(folder.resolve("stacks"));
    server = DynamoServer.start(Files.createDirectory(folder.resolve("tables")));
    cloud.set("aws.endpointUrlDynamoDb", server.endpoint().toString());
    Path template = LocalOptions.of(0, folder).template();
    List<Table> all = CloudTemplate.read(template, server.endpoint(), Map.of()).tables();
    Table table =
        all.stream().filter(it -> it.name().contains("Workspaces")).findFirst().orElseThrow();
    server.create(List.of(table));
    cloud.put("GitSync", Map.of("WorkspacesTable", table.name()));
    client = DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    tables = new DynamoTables(client, table.name(), "", "");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    cloud.close();
  }

  private Optional<Grant> grantOf(String key) {
    return new DynamoApiKeys(tables).find(new ApiKey(key).hash());
  }

  private static String fingerprint(String key) {
    return new ApiKey(key).hash().substring(0, 12);
  }

  @Test
  void printsTheKeyThatOpensTheWorkspaceAndKeepsItsHashOnly() {
    CommandRun run = CommandRun.of("workspace", "create", "acme", USER);
    String key = run.out().strip();
    assertThat(key).matches("gs_[A-Za-z0-9_-]{40}");
    assertThat(run)
        .isEqualTo(
            new CommandRun(
                0,
                key + "\n",
                """
                Workspace    acme
                User         Ada Lovelace <ada@acme.example>
                Fingerprint  %s
                The key follows. Put it in a safe place: only its hash is kept here.
                """
                    .formatted(fingerprint(key))));
    assertThat(grantOf(key)).contains(new Grant(ACME, ADA, ActFor.ITS_USER));
    String stored =
        client.scan(request -> request.tableName(tables.workspaces())).items().toString();
    assertThat(stored).contains(new ApiKey(key).hash()).doesNotContain(key);
  }

  @Test
  void makesAnotherKeyOnlyForAWorkspaceThatIsThere() {
    assertThat(CommandRun.of("workspace", "key", "acme", USER))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gitsync: There is no workspace acme. ./gitsync workspace create makes it.\n"));
    CommandRun.of("workspace", "create", "acme", USER);
    CommandRun run =
        CommandRun.of("workspace", "key", "acme", "--user=Bob <bob@x.example>", "--act-for-any");
    assertThat(grantOf(run.out().strip()))
        .contains(new Grant(ACME, new Person("Bob", "bob@x.example"), ActFor.ANY_USER));
  }

  @Test
  void makesNoWorkspaceTwice() {
    CommandRun.of("workspace", "create", "acme", USER);
    CommandRun again = CommandRun.of("workspace", "create", "acme", USER);
    assertThat(again)
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gitsync: There is a workspace acme already. ./gitsync workspace key makes another"
                    + " key for it.\n"));
  }

  @Test
  void knowsAWorkspaceByItsResourcesWhenItsKeysAreGone() {
    var source =
        new Connector(
            new ResourceRef(ResourceKind.SOURCE, new Slug("warehouse")),
            "Warehouse",
            "postgres",
            Mapping.empty());
    new DynamoResources(tables, InstantSource.system())
        .accept(new Edit(ACME, ADA, Optional.empty(), Optional.of(source), Mapping.empty()));
    assertThat(CommandRun.of("workspace", "create", "acme", USER).code()).isEqualTo(1);
    assertThat(CommandRun.of("workspace", "key", "acme", USER).code()).isZero();
  }

  @Test
  void listsKeysAndRevokesThemByFingerprintOrThemselves() {
    String first = CommandRun.of("workspace", "create", "acme", USER).out().strip();
    String second =
        CommandRun.of("workspace", "create", "beta", USER, "--act-for-any").out().strip();
    assertThat(CommandRun.of("workspace", "list").out())
        .isEqualTo(
            """
            acme                  %s  Ada Lovelace <ada@acme.example>
            beta                  %s  Ada Lovelace <ada@acme.example>, acts for any user
            """
                .formatted(fingerprint(first), fingerprint(second)));
    assertThat(CommandRun.of("workspace", "revoke", fingerprint(first)).out())
        .isEqualTo(
            "Key %s of Ada Lovelace <ada@acme.example> in workspace acme is revoked.\n"
                .formatted(fingerprint(first)));
    assertThat(CommandRun.of("workspace", "revoke", second).code()).isZero();
    assertThat(grantOf(first)).isEmpty();
    assertThat(CommandRun.of("workspace", "list").out()).isEmpty();
    assertThat(CommandRun.of("workspace", "revoke", second).err())
        .startsWith("gitsync: There is no such key.");
  }

  @Test
  void refusesWhatIsNoWorkspaceUserOrKey() {
    assertThat(CommandRun.of("workspace", "create", "Acme!", USER))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().startsWith("\"Acme!\" cannot name a workspace"));
    assertThat(CommandRun.of("workspace", "create", "acme", "--user=Ada"))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().startsWith("--user must be a name and an address"));
    assertThat(CommandRun.of("workspace", "revoke", "acme").code()).isEqualTo(2);
  }
}
