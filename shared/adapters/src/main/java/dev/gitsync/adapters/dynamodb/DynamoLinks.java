package dev.gitsync.adapters.dynamodb;

import dev.gitsync.adapters.dynamodb.Transaction.Condition;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Links in the links table; one item each. */
public final class DynamoLinks implements Links {

  /** DynamoDB takes 4 MB in a transaction. */
  private static final int MOST_TEXT = 1_000_000;

  private static final int AT_ONCE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(DynamoLinks.class);

  private final DynamoTables tables;

  /** Links in these tables. */
  public DynamoLinks(DynamoTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Link> find(WorkspaceId workspace) {
    return tables.get(tables.links(), LinkItems.key(workspace)).map(LinkItems::link);
  }

  @Override
  public void forEach(PollSlot slot, Consumer<Link> consumer) {
    var request =
        QueryRequest.builder()
            .tableName(tables.links())
            .indexName(DynamoTables.POLL_INDEX)
            .keyConditionExpression(LinkItems.SLOT + " = :slot")
            .expressionAttributeValues(Map.of(":slot", AttributeValue.fromS(slot.toString())))
            .build();
    tables.call(
        client -> {
          client.queryPaginator(request).items().stream()
              .flatMap(item -> readable(new Item(item)))
              .forEach(consumer);
          return true;
        });
  }

  /** One item that cannot be read must not keep all others from being polled. */
  private static Stream<Link> readable(Item item) {
    try {
      return Stream.of(LinkItems.link(item));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("link", item.findText(LinkItems.KEY).orElse("?"))
          .setCause(e)
          .log("a link cannot be read");
      return Stream.empty();
    }
  }

  @Override
  public Optional<Link> create(Link link) {
    Link stored = link.stored(1);
    boolean created =
        new Transaction(tables)
            .put(tables.links(), LinkItems.item(stored), Condition.absent(LinkItems.KEY))
            .run();
    return created ? Optional.of(stored) : Optional.empty();
  }

  @Override
  public Optional<Link> advance(
      Link link, List<Change> delivered, List<Activity> entries, ConflictChanges conflicts) {
    List<Unit> units = units(delivered, entries);
    if (chunks(units).size() == 1) {
      return write(link, units);
    }
    return isCurrent(link) && writeAll(units) ? write(link, List.of()) : Optional.empty();
  }

  private boolean isCurrent(Link link) {
    return find(link.workspace()).filter(it -> it.version() == link.version()).isPresent();
  }

  /**
   * Writes what does not fit the transaction with the link. It holds whatever becomes of the link:
   * each change is on the branch, and can be taken off the list but once. The changes of a resource
   * go one after the other, since one that is left while a later one has gone would be carried
   * again, and undo that one.
   */
  private boolean writeAll(List<Unit> units) {
    var lanes = units.stream().collect(Collectors.groupingBy(unit -> unit.lane(AT_ONCE)));
    return lanes.values().stream()
        .gather(
            Gatherers.mapConcurrent(AT_ONCE, lane -> chunks(lane).stream().allMatch(this::write)))
        .allMatch(written -> written);
  }

  private boolean write(List<Unit> units) {
    var transaction = new Transaction(tables);
    units.forEach(unit -> add(transaction, unit));
    return transaction.run();
  }

  /** What has to happen together: a change goes off the list, its entry comes into the log. */
  private record Unit(Optional<Change> delivered, Optional<Activity> entry) {
    int size() {
      return delivered.isPresent() && entry.isPresent() ? 2 : 1;
    }

    /** Which of so many; the same for all of a resource. */
    int lane(int lanes) {
      ResourceRef ref = delivered.map(Change::ref).or(() -> entry.map(Activity::ref)).orElseThrow();
      return Math.floorMod(ref.hashCode(), lanes);
    }

    int text() {
      return entry
          .map(it -> Json.write(it.before()).length() + Json.write(it.after()).length())
          .orElse(0);
    }
  }

  private static List<Unit> units(List<Change> delivered, List<Activity> entries) {
    var units = new ArrayList<Unit>();
    for (int i = 0; i < Math.max(delivered.size(), entries.size()); i++) {
      units.add(
          new Unit(
              i < delivered.size() ? Optional.of(delivered.get(i)) : Optional.empty(),
              i < entries.size() ? Optional.of(entries.get(i)) : Optional.empty()));
    }
    return units;
  }

  private static List<List<Unit>> chunks(List<Unit> units) {
    var chunks = new ArrayList<List<Unit>>();
    List<Unit> chunk = new ArrayList<>();
    int writes = 1;
    int text = 0;
    for (Unit unit : units) {
      boolean full =
          writes + unit.size() > Transaction.MOST_WRITES || text + unit.text() > MOST_TEXT;
      if (full && !chunk.isEmpty()) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        writes = 1;
        text = 0;
      }
      chunk.add(unit);
      writes += unit.size();
      text += unit.text();
    }
    chunks.add(chunk);
    return chunks;
  }

  private Optional<Link> write(Link link, List<Unit> units) {
    Link stored = link.stored(link.version() + 1);
    var transaction = new Transaction(tables);
    transaction.put(
        tables.links(), LinkItems.item(stored), Condition.equal(LinkItems.VERSION, link.version()));
    units.forEach(unit -> add(transaction, unit));
    return transaction.run() ? Optional.of(stored) : Optional.empty();
  }

  private void add(Transaction transaction, Unit unit) {
    unit.delivered()
        .ifPresent(
            change ->
                transaction.delete(
                    tables.workspaces(),
                    WorkspaceItems.changeKey(change.workspace(), change.sequence()),
                    Condition.present(WorkspaceItems.KEY)));
    unit.entry().ifPresent(it -> transaction.put(tables.activity(), ActivityItems.item(it)));
  }
}
