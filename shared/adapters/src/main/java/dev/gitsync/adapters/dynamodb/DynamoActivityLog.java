package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ActivityLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The activity log in the activity table. */
public final class DynamoActivityLog implements ActivityLog {

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

  @Override
  public List<Activity> history(
      WorkspaceId workspace, ResourceRef ref, Optional<String> before, int limit) {
    return page(workspace, before, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.ref().equals(ref))
        .limit(limit)
        .toList();
  }
}
