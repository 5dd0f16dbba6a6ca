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
import dev.gitsync.flows.link.PollSlot;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stores on what speaks DynamoDB, with the tables of the template. */
abstract class DynamoStoreContract extends StoreContract {

  private static final List<Table> TEMPLATE =
      CloudTemplate.read(
              LocalOptions.of(0, Path.of("")).template(), URI.create("http://localhost"), Map.of())
          .tables();

  /** A client of the account that is tested. */
  protected abstract DynamoDbClient client();

  /** Tables of its own for each test. */
  @Override
  protected void clear() {
    for (Table table : TEMPLATE) {
      client().listTables().tableNames().stream()
          .filter(table.name()::equals)
          .forEach(name -> client().deleteTable(request -> request.tableName(name)));
    }
    DynamoServer.create(client(), TEMPLATE);
  }

  /** The tables of the template. */
  static List<Table> template() {
    return TEMPLATE;
  }

  private DynamoTables tables() {
    return new DynamoTables(client(), name("Workspaces"), name("Links"), name("Activity"));
  }

  private static String name(String part) {
    return TEMPLATE.stream()
        .map(Table::name)
        .filter(name -> name.contains(part))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void remembersLinksAndForgetsWithoutAWord() {
    var memory = new DynamoLinkMemory(client(), name("Cache"), InstantSource.system());
    assertThat(memory.recall("a link")).isEmpty();
    memory.keep("a link", new byte[] {1, 2});
    memory.keep("a link", new byte[] {3});
    assertThat(memory.recall("a link")).hasValue(new byte[] {3});
    var missing = new DynamoLinkMemory(client(), "nothing", InstantSource.system());
    missing.keep("a link", new byte[] {1});
    assertThat(missing.recall("a link")).isEmpty();
  }

  @Test
  void pollsTheOthersWhenALinkCannotBeRead() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    PollSlot slot = PollSlot.of(link).orElseThrow();
    client()
        .putItem(
            request ->
                request
                    .tableName(name("Links"))
                    .item(
                        Map.of(
                            "workspace", AttributeValue.fromS("damaged"),
                            "pollSlot", AttributeValue.fromS(slot.toString()))));
    var polled = new ArrayList<Link>();
    links().forEach(slot, polled::add);
    assertThat(polled).containsExactly(link);
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

  @Test
  void readsALinkOfAnEarlierVersion() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    client()
        .updateItem(
            request ->
                request
                    .tableName(name("Links"))
                    .key(Map.of("workspace", AttributeValue.fromS(link.workspace().value())))
                    .updateExpression("REMOVE policies, openConflicts"));
    assertThat(links().find(link.workspace())).contains(link);
  }

  @Override
  protected Resources resources() {
    return new DynamoResources(tables(), InstantSource.system());
  }

  @Override
  protected Links links() {
    return new DynamoLinks(tables());
  }

  @Override
  protected ActivityLog log() {
    return new DynamoActivityLog(tables());
  }

  @Nested
  class Access extends AccessContract {
    @Override
    protected ApiKeys keys() {
      return new DynamoApiKeys(tables());
    }

    @Override
    protected Members members() {
      return new DynamoMembers(tables());
    }
  }
}
