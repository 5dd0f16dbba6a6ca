package dev.gitsync.infra;

import java.util.List;

/**
 * What a function makes a service do with the key of the stack, on the function's behalf.
 *
 * <p>Sources: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html">DynamoDB</a>,
 * <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">SQS</a>,
 * <a
 * href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secrets
 * Manager</a>.
 */
enum KeyUse {
  /** Read items. */
  READ_ITEMS,
  /** Read and write items: what CDK itself grants for it, without its wildcards. */
  ITEMS,
  /** Receive messages. */
  RECEIVE,
  /** Send messages: SQS asks for a data key, and makes sure that it can be opened again. */
  SEND,
  /** Read secrets. */
  READ_SECRETS,
  /** Make and change secrets: each version gets a data key of its own. */
  WRITE_SECRETS;

  /** The statement's id: {@code KeyToReadSecrets}. */
  String sid() {
    return "KeyTo" + Sid.of(name());
  }

  /** The service that the key is used through, and by no other way. */
  String service() {
    return switch (this) {
      case READ_ITEMS, ITEMS -> "dynamodb";
      case RECEIVE, SEND -> "sqs";
      case READ_SECRETS, WRITE_SECRETS -> "secretsmanager";
    };
  }

  List<String> actions() {
    return switch (this) {
      case ITEMS ->
          List.of(
              "kms:Decrypt",
              "kms:Encrypt",
              "kms:GenerateDataKey",
              "kms:GenerateDataKeyWithoutPlaintext",
              "kms:ReEncryptFrom",
              "kms:ReEncryptTo",
              "kms:DescribeKey");
      case READ_ITEMS -> List.of("kms:Decrypt", "kms:DescribeKey");
      case RECEIVE, READ_SECRETS -> List.of("kms:Decrypt");
      case SEND, WRITE_SECRETS -> List.of("kms:GenerateDataKey", "kms:Decrypt");
    };
  }
}
