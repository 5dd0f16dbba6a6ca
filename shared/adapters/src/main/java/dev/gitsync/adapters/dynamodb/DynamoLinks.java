package dev.gitsync.adapters.dynamodb;

import dev.gitsync.adapters.dynamodb.Transaction.Condition;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.port.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Links in the links table; one item each. */
public final class DynamoLinks implements Links {

  /** DynamoDB takes 4 MB in a transaction. */
  private static final int MOST_TEXT = 1_000_000;

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
  public Optional<Link> advance(Link link, List<Change> delivered, List<Activity> entries) {
    List<List<Unit>> chunks = chunks(units(delivered, entries));
    if (chunks.size() == 1) {
      return write(link, chunks.getFirst());
    }
    Optional<Link> current = find(link.workspace()).filter(it -> it.version() == link.version());
    for (List<Unit> chunk : chunks.subList(0, chunks.size() - 1)) {
      current = current.flatMap(it -> write(it, chunk));
    }
    return current.flatMap(it -> write(link.stored(it.version()), chunks.getLast()));
  }

  /** What has to happen together: a change goes off the list, its entry comes into the log. */
  private record Unit(Optional<Change> delivered, Optional<Activity> entry) {
    int size() {
      return delivered.isPresent() && entry.isPresent() ? 2 : 1;
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
    for (Unit unit : units) {
      unit.delivered()
          .ifPresent(
              change ->
                  transaction.delete(
                      tables.workspaces(),
                      WorkspaceItems.changeKey(change.workspace(), change.sequence()),
                      Condition.present(WorkspaceItems.KEY)));
      unit.entry().ifPresent(it -> transaction.put(tables.activity(), ActivityItems.item(it)));
    }
    return transaction.run() ? Optional.of(stored) : Optional.empty();
  }
}
