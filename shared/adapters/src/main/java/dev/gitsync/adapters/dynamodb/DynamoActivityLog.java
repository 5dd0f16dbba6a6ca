package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ActivityLog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The activity log in the activity table. */
public final class DynamoActivityLog implements ActivityLog {

  /** DynamoDB takes at most so many keys. */
  private static final int MOST_AT_ONCE = 100;

  private final DynamoTables tables;

  /** The log in these tables. */
  public DynamoActivityLog(DynamoTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Activity> page(WorkspaceId workspace, Optional<String> before, int limit) {
    var request =
        QueryRequest.builder()
            .tableName(tables.activity())
            .keyConditionExpression("#workspace = :workspace AND #id < :before")
            .expressionAttributeNames(
                Map.of("#workspace", ActivityItems.WORKSPACE, "#id", ActivityItems.ID))
            .expressionAttributeValues(
                Map.of(
                    ":workspace", AttributeValue.fromS(workspace.value()),
                    ":before", AttributeValue.fromS(before.orElse("~"))))
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit)
            .build();
    return tables.call(
        client ->
            client.queryPaginator(request).items().stream()
                .limit(limit)
                .map(item -> ActivityItems.entry(new Item(item)))
                .toList());
  }

  /**
   * By an index that follows the log within a second or so. It begins with the version that made
   * it: what an earlier one wrote does not name its resource.
   */
  @Override
  public List<Activity> history(
      WorkspaceId workspace, ResourceRef ref, Optional<String> before, int limit) {
    var request =
        QueryRequest.builder()
            .tableName(tables.activity())
            .indexName(DynamoTables.RESOURCE_INDEX)
            .keyConditionExpression("#resource = :resource AND #id < :before")
            .expressionAttributeNames(
                Map.of("#resource", ActivityItems.RESOURCE, "#id", ActivityItems.ID))
            .expressionAttributeValues(
                Map.of(
                    ":resource", AttributeValue.fromS(ActivityItems.resource(workspace, ref)),
                    ":before", AttributeValue.fromS(before.orElse("~"))))
            .scanIndexForward(false)
            .limit(limit)
            .build();
    List<String> ids =
        tables.call(
            client ->
                client.queryPaginator(request).items().stream()
                    .limit(limit)
                    .map(item -> new Item(item).text(ActivityItems.ID))
                    .toList());
    return ids.stream()
        .gather(Gatherers.windowFixed(MOST_AT_ONCE))
        .flatMap(some -> entries(workspace, some).stream())
        .sorted(Comparator.comparing(Activity::id).reversed())
        .toList();
  }

  /** In any order; without those that have expired since the index was read. */
  private List<Activity> entries(WorkspaceId workspace, List<String> ids) {
    List<Map<String, AttributeValue>> keys =
        ids.stream().map(id -> ActivityItems.key(workspace, id).attributes()).toList();
    var request =
        BatchGetItemRequest.builder()
            .requestItems(
                Map.of(
                    tables.activity(),
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
            .build();
    return tables.call(
        client ->
            client.batchGetItemPaginator(request).stream()
                .flatMap(
                    page -> page.responses().getOrDefault(tables.activity(), List.of()).stream())
                .map(item -> ActivityItems.entry(new Item(item)))
                .toList());
  }
}
