package dev.gitsync.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The one key that tables, queues, logs, secrets and the alarms' topic are encrypted with. It
 * outlives the stack, because the tables do, which nobody could read without it.
 *
 * <p>Its policy lets the account's IAM policies decide, as is usual, and lets two services use it
 * that have no role: CloudWatch Logs, for this account's and region's log groups, and CloudWatch
 * alarms where there is a topic to send to.
 */
final class Encryption extends Construct {
  private final Key key;

  Encryption(Construct scope, String id) {
    super(scope, id);
    Stack stack = Stack.of(this);
    key =
        Key.Builder.create(this, "Key")
            .description("Encrypts what " + stack.getStackName() + " stores")
            .alias("alias/" + stack.getStackName())
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("LogGroups")
            .principals(
                List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
            .actions(
                List.of(
                    "kms:Encrypt*",
                    "kms:Decrypt*",
                    "kms:ReEncrypt*",
                    "kms:GenerateDataKey*",
                    "kms:Describe*"))
            .resources(List.of("*"))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        Arns.of(stack, "logs", "log-group:*"))))
            .build());
  }

  Key key() {
    return key;
  }

  /** Lets alarms of this account write to a topic that has this key. */
  void usedByAlarms() {
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
            .resources(List.of("*"))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
  }

  /** What a role must be allowed for {@code use}: through that service, and not by itself. */
  PolicyStatement allowing(KeyUse use) {
    String service = use.service() + "." + Stack.of(this).getRegion() + ".amazonaws.com";
    return PolicyStatement.Builder.create()
        .sid(use.sid())
        .actions(use.actions())
        .resources(List.of(key.getKeyArn()))
        .conditions(Map.of("StringEquals", Map.of("kms:ViaService", service)))
        .build();
  }
}
