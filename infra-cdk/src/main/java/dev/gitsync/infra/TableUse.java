package dev.gitsync.infra;

import java.util.List;

/** What a function may do with a table. */
enum TableUse {
  /** Read and write items, one by one and in transactions. */
  TRANSACT,
  /** Write entries and read them back; an entry is never removed, it expires. */
  RECORD,
  /** Look at every item, and note on one when it was last looked at. */
  SWEEP;

  List<String> actions() {
    return switch (this) {
      case TRANSACT ->
          List.of(
              "dynamodb:GetItem",
              "dynamodb:BatchGetItem",
              "dynamodb:Query",
              "dynamodb:PutItem",
              "dynamodb:UpdateItem",
              "dynamodb:DeleteItem",
              "dynamodb:ConditionCheckItem");
      case RECORD ->
          List.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem");
      case SWEEP -> List.of("dynamodb:Scan", "dynamodb:GetItem", "dynamodb:UpdateItem");
    };
  }
}
