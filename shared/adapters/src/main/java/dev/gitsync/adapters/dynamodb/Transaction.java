package dev.gitsync.adapters.dynamodb;

import dev.gitsync.flows.TryLater;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
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

  /** What must be true of an item for a write to happen. */
  record Condition(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    /** There is no item with this key; {@code key} is the name of the key's attribute. */
    static Condition absent(String key) {
      return new Condition("attribute_not_exists(#key)", Map.of("#key", key), Map.of());
    }

    /** There is an item with this key. */
    static Condition present(String key) {
      return new Condition("attribute_exists(#key)", Map.of("#key", key), Map.of());
    }

    /** The item's number is as expected. */
    static Condition equal(String attribute, long expected) {
      return new Condition(
          "#number = :expected",
          Map.of("#number", attribute),
          Map.of(":expected", AttributeValue.fromN(Long.toString(expected))));
    }

    /** There is no item with this key, or its number is lower, or it has none. */
    static Condition absentOrLower(String attribute, long than) {
      return new Condition(
          "attribute_not_exists(#number) OR #number < :than",
          Map.of("#number", attribute),
          Map.of(":than", AttributeValue.fromN(Long.toString(than))));
    }

    /** The item's numbers are as expected; 0 stands for one that is absent. */
    static Condition equal(String attribute, long expected, String other, long expectedOther) {
      Condition first = equal(attribute, expected);
      var names = new HashMap<>(first.names());
      names.put("#other", other);
      if (expectedOther == 0) {
        return new Condition(
            first.expression() + " AND attribute_not_exists(#other)", names, first.values());
      }
      var values = new HashMap<>(first.values());
      values.put(":other", AttributeValue.fromN(Long.toString(expectedOther)));
      return new Condition(first.expression() + " AND #other = :other", names, values);
    }

    private Map<String, AttributeValue> valuesOrNone() {
      return values.isEmpty() ? DefaultSdkAutoConstructMap.getInstance() : values;
    }
  }

  Transaction put(String table, Item item) {
    return add(it -> it.put(put -> put.tableName(table).item(item.attributes())));
  }

  Transaction put(String table, Item item, Condition condition) {
    return add(
        it ->
            it.put(
                put ->
                    put.tableName(table)
                        .item(item.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.valuesOrNone())));
  }

  /** Adds one to a number of an item; one that is absent is 0. */
  Transaction count(String table, Item key, String attribute, Condition condition) {
    var names = new HashMap<>(condition.names());
    names.put("#count", attribute);
    var values = new HashMap<>(condition.values());
    values.put(":one", AttributeValue.fromN("1"));
    return add(
        it ->
            it.update(
                update ->
                    update
                        .tableName(table)
                        .key(key.attributes())
                        .updateExpression("ADD #count :one")
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)));
  }

  Transaction delete(String table, Item key) {
    return add(it -> it.delete(delete -> delete.tableName(table).key(key.attributes())));
  }

  Transaction delete(String table, Item key, Condition condition) {
    return add(
        it ->
            it.delete(
                delete ->
                    delete
                        .tableName(table)
                        .key(key.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.valuesOrNone())));
  }

  /** Writes nothing, but holds only if the condition does. */
  Transaction demand(String table, Item key, Condition condition) {
    return add(
        it ->
            it.conditionCheck(
                check ->
                    check
                        .tableName(table)
                        .key(key.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.valuesOrNone())));
  }

  private Transaction add(Consumer<TransactWriteItem.Builder> write) {
    writes.add(TransactWriteItem.builder().applyMutation(write).build());
    return this;
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
}
