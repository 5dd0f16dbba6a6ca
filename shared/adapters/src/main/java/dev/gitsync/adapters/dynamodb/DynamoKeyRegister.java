package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys.Grant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * The API keys of all workspaces, as an operator sees them. Keys are found by their hash only, so
 * each question reads the whole workspaces table: right for a command that people give now and
 * then, not for a function.
 */
public final class DynamoKeyRegister {

  private final DynamoTables tables;

  /** The keys in these tables. */
  public DynamoKeyRegister(DynamoTables tables) {
    this.tables = tables;
  }

  /** A key that was issued, by its hash. */
  public record Issued(String sha256, Grant grant) {}

  /** All keys, in no order. */
  public List<Issued> all() {
    var request =
        ScanRequest.builder()
            .tableName(tables.workspaces())
            .filterExpression("begins_with(#pk, :keys)")
            .expressionAttributeNames(Map.of("#pk", WorkspaceItems.KEY))
            .expressionAttributeValues(Map.of(":keys", AttributeValue.fromS(DynamoApiKeys.PREFIX)))
            .consistentRead(true)
            .build();
    return tables.call(
        client ->
            client.scanPaginator(request).items().stream()
                .map(Item::new)
                .map(DynamoKeyRegister::issued)
                .toList());
  }

  private static Issued issued(Item item) {
    return new Issued(
        item.text(WorkspaceItems.KEY).substring(DynamoApiKeys.PREFIX.length()),
        DynamoApiKeys.grant(item));
  }

  /** Whether a workspace has a key, or anything else. */
  public boolean knows(WorkspaceId workspace) {
    return hasItems(workspace)
        || all().stream().anyMatch(it -> it.grant().workspace().equals(workspace));
  }

  private boolean hasItems(WorkspaceId workspace) {
    var partition = AttributeValue.fromS(WorkspaceItems.partition(workspace));
    return tables
            .call(
                client ->
                    client.query(
                        request ->
                            request
                                .tableName(tables.workspaces())
                                .keyConditionExpression("#pk = :partition")
                                .expressionAttributeNames(Map.of("#pk", WorkspaceItems.KEY))
                                .expressionAttributeValues(Map.of(":partition", partition))
                                .limit(1)))
            .count()
        > 0;
  }

  /** Issues a key. */
  public void add(String sha256, Grant grant) {
    new DynamoApiKeys(tables).put(sha256, grant);
  }

  /** Takes a key's grant away; nothing happens where it has none. */
  public void remove(String sha256) {
    tables.call(
        client ->
            client.deleteItem(
                request ->
                    request
                        .tableName(tables.workspaces())
                        .key(DynamoApiKeys.key(sha256).attributes())));
  }
}
