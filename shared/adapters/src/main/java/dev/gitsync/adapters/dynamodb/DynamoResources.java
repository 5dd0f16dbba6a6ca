package dev.gitsync.adapters.dynamodb;

import static dev.gitsync.adapters.dynamodb.WorkspaceItems.KEY;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Resources and waiting changes in the workspaces table.
 *
 * <p>The number that orders changes is taken after the resource was read and before it is written
 * under its revision: so the edits of one resource have rising numbers, and so has an edit that was
 * made knowing another.
 */
public final class DynamoResources implements Resources {

  private final DynamoTables tables;
  private final InstantSource clock;

  /** Resources in these tables. */
  public DynamoResources(DynamoTables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public Optional<StoredResource> find(WorkspaceId workspace, ResourceRef ref) {
    return tables
        .get(tables.workspaces(), WorkspaceItems.resourceKey(workspace, ref))
        .map(WorkspaceItems::resource);
  }

  @Override
  public Optional<StoredResource> find(WorkspaceId workspace, ResourceKind kind, String id) {
    return tables
        .get(tables.workspaces(), WorkspaceItems.idKey(workspace, kind, id))
        .map(item -> new ResourceRef(kind, new Slug(item.text("slug"))))
        .flatMap(ref -> find(workspace, ref));
  }

  @Override
  public List<StoredResource> list(WorkspaceId workspace, ResourceKind kind) {
    return query(workspace, WorkspaceItems.resourcePrefix(kind), Integer.MAX_VALUE)
        .map(WorkspaceItems::resource)
        .toList();
  }

  @Override
  public List<Change> waiting(WorkspaceId workspace, int limit) {
    return query(workspace, WorkspaceItems.CHANGE_PREFIX, limit)
        .map(item -> WorkspaceItems.change(workspace, item))
        .toList();
  }

  @Override
  public Map<WorkspaceId, Instant> withWaiting() {
    var request =
        QueryRequest.builder()
            .tableName(tables.workspaces())
            .indexName(DynamoTables.WAITING_INDEX)
            .keyConditionExpression("pendingShard = :shard")
            .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS("0")))
            .build();
    return tables.call(
        client ->
            client.queryPaginator(request).items().stream()
                .map(Item::new)
                .collect(
                    Collectors.toMap(
                        item -> WorkspaceItems.workspace(item.text(KEY)),
                        item -> item.instant("pendingAt"),
                        (oldest, later) -> oldest)));
  }

  @Override
  public Map<ResourceRef, Mapping> deleted(WorkspaceId workspace) {
    return query(workspace, WorkspaceItems.DELETED_PREFIX, Integer.MAX_VALUE)
        .collect(Collectors.toMap(WorkspaceItems::deletedRef, WorkspaceItems::deletedDocument));
  }

  @Override
  public List<OpenConflict> conflicts(WorkspaceId workspace) {
    return query(workspace, WorkspaceItems.CONFLICT_PREFIX, Integer.MAX_VALUE)
        .map(WorkspaceItems::conflict)
        .sorted(OpenConflict.BY_FIELD)
        .toList();
  }

  @Override
  public Optional<Change> accept(Edit edit) {
    long number = nextSequence(edit.workspace());
    Instant now = clock.instant();
    Change change = edit.change(ChangeId.of(UUID.randomUUID()), number, now);
    var write = new NumberedWrite(tables, edit.workspace(), number);
    edit.after()
        .ifPresentOrElse(
            after -> write.put(edit.current(), after, edit.extras(), now),
            () -> write.delete(edit.current().orElseThrow()));
    return write.waitingAs(change).run() ? Optional.of(change) : Optional.empty();
  }

  @Override
  public boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    Mapping extras = current.map(StoredResource::extras).orElse(Mapping.empty());
    return new NumberedWrite(tables, link.workspace(), nextSequence(link.workspace()))
        .put(current, write.after(), extras, clock.instant())
        .from(link, entry)
        .run();
  }

  @Override
  public boolean remove(Link link, StoredResource current, Activity entry) {
    return new NumberedWrite(tables, link.workspace(), nextSequence(link.workspace()))
        .delete(current)
        .from(link, entry)
        .run();
  }

  private long nextSequence(WorkspaceId workspace) {
    var response =
        tables.call(
            client ->
                client.updateItem(
                    request ->
                        request
                            .tableName(tables.workspaces())
                            .key(WorkspaceItems.sequenceKey(workspace).attributes())
                            .updateExpression("ADD #last :one")
                            .expressionAttributeNames(Map.of("#last", "last"))
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                            .returnValues(ReturnValue.UPDATED_NEW)));
    return new Item(response.attributes()).number("last");
  }

  private Stream<Item> query(WorkspaceId workspace, String prefix, int limit) {
    var request =
        QueryRequest.builder()
            .tableName(tables.workspaces())
            .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(WorkspaceItems.partition(workspace)),
                    ":prefix", AttributeValue.fromS(prefix)))
            .consistentRead(true);
    if (limit < Integer.MAX_VALUE) {
      request.limit(limit);
    }
    var items = new ArrayList<Item>();
    tables.call(
        client -> {
          client.queryPaginator(request.build()).items().stream()
              .limit(limit)
              .map(Item::new)
              .forEach(items::add);
          return items;
        });
    return items.stream();
  }
}
