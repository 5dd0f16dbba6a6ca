package dev.gitsync.infra;

import java.util.List;

/** What a function may do with a table. */
enum TableUse {
  /** Read, write and delete items, one by one and in transactions. */
  TRANSACT,
  /** Read one item, replace it as a whole, and make a transaction depend on it. */
  REPLACE,
  /** Add entries; an entry is never changed or removed, it expires. */
  APPEND,
  /** Read one item and replace it. */
  REMEMBER,
  /** Read one item, or a range of them. */
  BROWSE,
  /** Read one item. */
  LOOK_UP,
  /** Read entries, and add some. */
  REVIEW;

  List<String> actions() {
    return switch (this) {
      case TRANSACT ->
          List.of(
              "dynamodb:GetItem",
              "dynamodb:Query",
              "dynamodb:PutItem",
              "dynamodb:UpdateItem",
              "dynamodb:DeleteItem",
              "dynamodb:ConditionCheckItem");
      case REPLACE ->
          List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem");
      case REMEMBER -> List.of("dynamodb:GetItem", "dynamodb:PutItem");
      case APPEND -> List.of("dynamodb:PutItem");
      case BROWSE -> List.of("dynamodb:GetItem", "dynamodb:Query");
      case LOOK_UP -> List.of("dynamodb:GetItem");
      case REVIEW -> List.of("dynamodb:Query", "dynamodb:BatchGetItem", "dynamodb:PutItem");
    };
  }

  /** What that takes of the key that the table is encrypted with. */
  KeyUse keyUse() {
    return switch (this) {
      case LOOK_UP, BROWSE -> KeyUse.READ_ITEMS;
      case TRANSACT, REPLACE, REMEMBER, APPEND, REVIEW -> KeyUse.ITEMS;
    };
  }
}
