package dev.gitsync.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.dynamodb.DynamoActivityLog;
import dev.gitsync.adapters.dynamodb.DynamoApiKeys;
import dev.gitsync.adapters.dynamodb.DynamoLinkMemory;
import dev.gitsync.adapters.dynamodb.DynamoLinks;
import dev.gitsync.adapters.dynamodb.DynamoMembers;
import dev.gitsync.adapters.dynamodb.DynamoResources;
import dev.gitsync.adapters.dynamodb.DynamoTables;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Members;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.local.LocalOptions;
import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Table;
import dev.gitsync.testkit.AccessContract;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.StoreContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores on DynamoDB Local, with the tables of the template. */
class DynamoStoreTest extends StoreContract {

  @TempDir private static Path folder;
  private static DynamoServer server;
  private static DynamoDbClient client;
  private static List<Table> template;
  private static DynamoTables tables;

  @BeforeAll
  static void start() {
    server = DynamoServer.start(folder);
    client =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(LocalAccount.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(LocalAccount.KEY, LocalAccount.KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    template =
        CloudTemplate.read(
                LocalOptions.of(0, folder).template(), URI.create("http://localhost"), Map.of())
            .tables();
    tables = new DynamoTables(client, name("Workspaces"), name("Links"), name("Activity"));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  /** Tables of its own for each test. */
  @Override
  protected void clear() {
    for (Table table : template) {
      client.listTables().tableNames().stream()
          .filter(table.name()::equals)
          .forEach(name -> client.deleteTable(request -> request.tableName(name)));
    }
    server.create(template);
  }

  private static String name(String part) {
    return template.stream()
        .map(Table::name)
        .filter(name -> name.contains(part))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void remembersLinksAndForgetsWithoutAWord() {
    var memory = new DynamoLinkMemory(client, name("Cache"), InstantSource.system());
    assertThat(memory.recall("a link")).isEmpty();
    memory.keep("a link", new byte[] {1, 2});
    memory.keep("a link", new byte[] {3});
    assertThat(memory.recall("a link")).hasValue(new byte[] {3});
    var missing = new DynamoLinkMemory(client, "nothing", InstantSource.system());
    missing.keep("a link", new byte[] {1});
    assertThat(missing.recall("a link")).isEmpty();
  }

  @Test
  void keepsHowALinkReachesItsServer() {
    var connection =
        new Connection(
            Optional.of(new Bastion("bastion.example", 2222, "jump")),
            Optional.of("-----BEGIN CERTIFICATE-----"),
            Map.of("git.example:22", HostKey.parse("ssh-ed25519 AAAA").orElseThrow()));
    Link link = Fixtures.link();
    LinkSettings settings = link.settings().with(connection);
    links().create(new Link(link.workspace(), settings, link.state(), 0));
    assertThat(links().find(link.workspace()).orElseThrow().settings()).isEqualTo(settings);
  }

  @Override
  protected Resources resources() {
    return new DynamoResources(tables, InstantSource.system());
  }

  @Override
  protected Links links() {
    return new DynamoLinks(tables);
  }

  @Override
  protected ActivityLog log() {
    return new DynamoActivityLog(tables);
  }

  @Nested
  class Access extends AccessContract {
    @Override
    protected ApiKeys keys() {
      return new DynamoApiKeys(tables);
    }

    @Override
    protected Members members() {
      return new DynamoMembers(tables);
    }
  }
}
