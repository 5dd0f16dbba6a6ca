package dev.gitsync.adapters.dynamodb;

import dev.gitsync.adapters.dynamodb.Transaction.Condition;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Links;
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

  @Override
  public List<Link> sharing(RepositoryUrl.Place place) {
    var request =
        QueryRequest.builder()
            .tableName(tables.links())
            .indexName(DynamoTables.PLACE_INDEX)
            .keyConditionExpression(LinkItems.PLACE + " = :place")
            .expressionAttributeValues(
                Map.of(":place", AttributeValue.fromS(LinkItems.place(place))))
            .build();
    List<Item> keys =
        tables.call(
            client -> client.queryPaginator(request).items().stream().map(Item::new).toList());
    return keys.stream()
        .flatMap(key -> tables.get(tables.links(), LinkItems.keyOf(key)).stream())
        .flatMap(DynamoLinks::readable)
        .filter(link -> link.settings().repository().place().equals(place))
        .toList();
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

  /**
   * All in one transaction where it fits. Otherwise the link comes last, and what comes before it
   * stays if the link then was not advanced:
   *
   * <ol>
   *   <li>Conflicts that are opened, while the link is the one that was read: the flow that comes
   *       next finds them again, or closes them. They come before the changes that they were found
   *       with, which nobody looks at again once they are off the list.
   *   <li>Changes that were delivered, with their entries.
   *   <li>Conflicts that are closed, since the flow that comes next reads those that are open. As
   *       many as one transaction takes come with the link.
   * </ol>
   */
  @Override
  public Optional<Link> advance(
      Link link, List<Change> delivered, List<Activity> entries, ConflictChanges conflicts) {
    List<AdvanceUnit> opened = AdvanceUnit.opened(tables, link.workspace(), conflicts);
    List<AdvanceUnit> deliveries = AdvanceUnit.deliveries(tables, delivered, entries);
    List<AdvanceUnit> closed = AdvanceUnit.closed(tables, link.workspace(), conflicts);
    var all = Stream.of(opened, deliveries, closed).flatMap(List::stream).toList();
    if (AdvanceUnit.chunks(all).size() == 1) {
      return write(link, all);
    }
    List<List<AdvanceUnit>> closing = AdvanceUnit.chunks(closed);
    boolean ready =
        isCurrent(link)
            && writeInOrder(link, AdvanceUnit.chunks(opened))
            && writeAll(deliveries)
            && writeInOrder(link, closing.subList(0, closing.size() - 1));
    return ready ? write(link, closing.getLast()) : Optional.empty();
  }

  private boolean isCurrent(Link link) {
    return find(link.workspace()).filter(it -> it.version() == link.version()).isPresent();
  }

  /** Side by side they would be in each other's way, since each asks for the link. */
  private boolean writeInOrder(Link link, List<List<AdvanceUnit>> chunks) {
    return chunks.stream().allMatch(chunk -> chunk.isEmpty() || writeWhile(link, chunk));
  }

  private boolean writeWhile(Link link, List<AdvanceUnit> units) {
    var transaction = new Transaction(tables);
    transaction.demand(
        tables.links(),
        LinkItems.key(link.workspace()),
        Condition.equal(LinkItems.VERSION, link.version()));
    units.forEach(unit -> unit.added().accept(transaction));
    return transaction.run();
  }

  /**
   * Writes what does not fit the transaction with the link. It holds whatever becomes of the link:
   * each change is on the branch, and can be taken off the list but once. The changes of a resource
   * go one after the other, since one that is left while a later one has gone would be carried
   * again, and undo that one.
   */
  private boolean writeAll(List<AdvanceUnit> units) {
    var lanes = units.stream().collect(Collectors.groupingBy(unit -> unit.lane(AT_ONCE)));
    return lanes.values().stream()
        .gather(
            Gatherers.mapConcurrent(
                AT_ONCE, lane -> AdvanceUnit.chunks(lane).stream().allMatch(this::write)))
        .allMatch(written -> written);
  }

  private boolean write(List<AdvanceUnit> units) {
    var transaction = new Transaction(tables);
    units.forEach(unit -> unit.added().accept(transaction));
    return transaction.run();
  }

  private Optional<Link> write(Link link, List<AdvanceUnit> units) {
    Link stored = link.stored(link.version() + 1);
    var transaction = new Transaction(tables);
    transaction.put(
        tables.links(), LinkItems.item(stored), Condition.equal(LinkItems.VERSION, link.version()));
    units.forEach(unit -> unit.added().accept(transaction));
    return transaction.run() ? Optional.of(stored) : Optional.empty();
  }
}
