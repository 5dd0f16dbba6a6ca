package dev.gitsync.adapters.dynamodb;

import dev.gitsync.flows.TryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Writes that happen all or not at all, each under its condition. */
final class Transaction {

  /** DynamoDB takes at most so many. */
  static final int MOST_WRITES = 100;

  private static final Set<String> LOST_RACE =
      Set.of("ConditionalCheckFailed", "TransactionConflict");
  private static final Set<String> BUSY =
      Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoTables tables;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  Transaction(DynamoTables tables) {
    this.tables = tables;
  }

  Transaction put(String table, Item item) {
    return add(Put.builder().tableName(table).item(item.attributes()).build());
  }

  /** Puts an item where none has its key. */
  Transaction create(String table, Item item, String key) {
    return add(
        Put.builder()
            .tableName(table)
            .item(item.attributes())
            .conditionExpression("attribute_not_exists(#key)")
            .expressionAttributeNames(Map.of("#key", key))
            .build());
  }

  /** Puts an item in the place of one whose number {@code attribute} is as expected. */
  Transaction replace(String table, Item item, String attribute, long expected) {
    return add(
        Put.builder()
            .tableName(table)
            .item(item.attributes())
            .conditionExpression("#number = :expected")
            .expressionAttributeNames(Map.of("#number", attribute))
            .expressionAttributeValues(number(expected))
            .build());
  }

  Transaction delete(String table, Item key) {
    return add(Delete.builder().tableName(table).key(key.attributes()).build());
  }

  /** Deletes an item that must be there. */
  Transaction remove(String table, Item key, String keyName) {
    return add(
        Delete.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression("attribute_exists(#key)")
            .expressionAttributeNames(Map.of("#key", keyName))
            .build());
  }

  /** Deletes an item whose number {@code attribute} is as expected. */
  Transaction remove(String table, Item key, String attribute, long expected) {
    return add(
        Delete.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression("#number = :expected")
            .expressionAttributeNames(Map.of("#number", attribute))
            .expressionAttributeValues(number(expected))
            .build());
  }

  /** Demands that an item is there. */
  Transaction demand(String table, Item key, String keyName) {
    return add(
        ConditionCheck.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression("attribute_exists(#key)")
            .expressionAttributeNames(Map.of("#key", keyName))
            .build());
  }

  /** Demands that an item's number {@code attribute} is as expected. */
  Transaction demand(String table, Item key, String attribute, long expected) {
    return add(
        ConditionCheck.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression("#number = :expected")
            .expressionAttributeNames(Map.of("#number", attribute))
            .expressionAttributeValues(number(expected))
            .build());
  }

  /** Does it. False when a condition did not hold, or somebody else was writing the same. */
  boolean run() {
    try {
      tables.call(client -> client.transactWriteItems(request -> request.transactItems(writes)));
      return true;
    } catch (TransactionInProgressException e) {
      throw new TryLater("AWS-001", "The database is busy.", e);
    } catch (TransactionCanceledException e) {
      if (has(e, LOST_RACE)) {
        return false;
      }
      if (has(e, BUSY)) {
        throw new TryLater("AWS-001", "The database is busy.", e);
      }
      throw e;
    }
  }

  private static boolean has(TransactionCanceledException e, Set<String> codes) {
    return e.cancellationReasons().stream().map(CancellationReason::code).anyMatch(codes::contains);
  }

  private static Map<String, AttributeValue> number(long expected) {
    return Map.of(":expected", AttributeValue.fromN(Long.toString(expected)));
  }

  private Transaction add(Put put) {
    writes.add(TransactWriteItem.builder().put(put).build());
    return this;
  }

  private Transaction add(Delete delete) {
    writes.add(TransactWriteItem.builder().delete(delete).build());
    return this;
  }

  private Transaction add(ConditionCheck check) {
    writes.add(TransactWriteItem.builder().conditionCheck(check).build());
    return this;
  }
}
