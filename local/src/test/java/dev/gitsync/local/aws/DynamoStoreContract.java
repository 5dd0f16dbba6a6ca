package dev.gitsync.local.aws;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.dynamodb.DynamoActivityLog;
import dev.gitsync.adapters.dynamodb.DynamoApiKeys;
import dev.gitsync.adapters.dynamodb.DynamoDeliveries;
import dev.gitsync.adapters.dynamodb.DynamoLinkMemory;
import dev.gitsync.adapters.dynamodb.DynamoLinks;
import dev.gitsync.adapters.dynamodb.DynamoMembers;
import dev.gitsync.adapters.dynamodb.DynamoResources;
import dev.gitsync.adapters.dynamodb.DynamoTables;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Deliveries;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Members;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.local.LocalOptions;
import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Table;
import dev.gitsync.testkit.AccessContract;
import dev.gitsync.testkit.DeliveriesContract;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.StoreContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

  @Test
  void createsNothingUnderANumberBeforeADeletionThatItHasNotSeen() {
    Model model = Fixtures.model("orders", "SELECT 1");
    Runnable others = () -> delete(create(model));
    assertThat(stalled(others).accept(edit(Optional.empty(), Optional.of(model)))).isEmpty();
    assertThat(resources().find(ACME, model.ref())).isEmpty();

    Link link = links().create(Fixtures.link()).orElseThrow();
    var write = Fixtures.create(model);
    assertThat(stalled(others).apply(link, Optional.empty(), write, entry("1"))).isFalse();
    assertThat(resources().find(ACME, model.ref())).isEmpty();
    assertThat(resources().apply(link, Optional.empty(), write, entry("1"))).isTrue();
  }

  /** Resources whose first write stalls after it took its number, while others do something. */
  private Resources stalled(Runnable others) {
    var stalls = new AtomicBoolean(true);
    return new DynamoResources(
        tables(),
        () -> {
          if (stalls.getAndSet(false)) {
            others.run();
          }
          return Instant.now();
        });
  }

  private StoredResource create(Model model) {
    assertThat(resources().accept(edit(Optional.empty(), Optional.of(model)))).isPresent();
    return resources().find(ACME, model.ref()).orElseThrow();
  }

  private void delete(StoredResource stored) {
    assertThat(resources().accept(edit(Optional.of(stored), Optional.empty()))).isPresent();
  }

  private static Edit edit(Optional<StoredResource> current, Optional<Resource> after) {
    return new Edit(ACME, ADA, current, after, Mapping.empty());
  }

  @Test
  void createsOverWhatAnEarlierVersionKeptOfADeletion() {
    Model model = Fixtures.model("orders", "SELECT 1");
    client()
        .putItem(
            request ->
                request
                    .tableName(name("Workspaces"))
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("W#acme"),
                            "sk", AttributeValue.fromS("D#MODEL#orders"))));
    assertThat(resources().deleted(ACME)).containsExactly(Map.entry(model.ref(), Mapping.empty()));
    create(model);
    assertThat(resources().deleted(ACME)).isEmpty();
  }

  @Test
  void keepsWhatGitSaysWhereBothSidesOfAConflictDoNotFit() {
    var git = Optional.<Node>of(new Text("g".repeat(FileCheck.LARGEST)));
    var merged = Optional.<Node>of(new Text("w".repeat(4 * FileCheck.LARGEST)));
    var conflict = new Conflict(TreePath.of("sql"), merged, git).at(new Position(2, 1));
    Link link = links().create(Fixtures.link()).orElseThrow();
    var open =
        new OpenConflict(
            ResourceRef.model(new Slug("orders")),
            conflict,
            Decision.HELD,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty());
    var changes = new ConflictChanges(List.of(open), List.of());
    assertThat(links().advance(link, List.of(), List.of(), changes)).isPresent();
    assertThat(resources().conflicts(ACME))
        .extracting(OpenConflict::conflict)
        .containsExactly(
            new Conflict(conflict.field(), Optional.empty(), git, conflict.position()));
  }

  @Test
  void leavesConflictsOutOfAnEntryThatWouldNotFit() {
    var large = Optional.<Node>of(new Text("x".repeat(50_000)));
    List<Conflict> conflicts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      conflicts.add(
          new Conflict(TreePath.of("field" + i), large, Optional.empty())
              .at(new Position(i + 1, 3)));
    }
    Link link = links().create(Fixtures.link()).orElseThrow();
    Activity whole = entry("1");
    Activity entry =
        new Activity(
            whole.id(),
            whole.workspace(),
            whole.direction(),
            whole.at(),
            whole.actor(),
            whole.ref(),
            whole.name(),
            whole.action(),
            whole.outcome(),
            whole.commit(),
            whole.before(),
            whole.after(),
            conflicts,
            whole.tip(),
            whole.renamedFrom());
    assertThat(links().advance(link, List.of(), List.of(entry))).isPresent();
    List<Conflict> kept = log().page(ACME, Optional.empty(), 1).getFirst().conflicts();
    assertThat(kept.getFirst()).isEqualTo(conflicts.getFirst());
    assertThat(kept.get(1))
        .isEqualTo(
            new Conflict(TreePath.of("field1"), Optional.empty(), Optional.empty())
                .at(new Position(2, 3)));
    int left = conflicts.size() - kept.size() + 1;
    assertThat(kept.getLast().fieldName()).isEqualTo("and " + left + " more");
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

  @Nested
  class Webhooks extends DeliveriesContract {
    @Override
    protected Deliveries deliveries(InstantSource clock) {
      return new DynamoDeliveries(client(), name("Cache"), clock);
    }
  }
}
