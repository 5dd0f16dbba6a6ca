package dev.gitsync.infra;

import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.AssetCode;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * One function with its own role and log group. It may write its log; each further right is given
 * together with the environment variable that makes the function use it.
 */
final class SyncFunction extends Construct {
  private static final int BATCH = 10;

  private final Role role;
  private final Function function;

  SyncFunction(Construct scope, String id, FunctionSpec spec, AssetCode code) {
    super(scope, id);
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    log.grantWrite(role);
    function =
        Function.Builder.create(this, "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(spec.handler())
            .code(code)
            .memorySize(spec.megabytes())
            .timeout(Duration.seconds(spec.timeout().toSeconds()))
            .logGroup(log)
            .role(role)
            .build();
  }

  Function function() {
    return function;
  }

  SyncFunction with(String name, String value) {
    function.addEnvironment(name, value);
    return this;
  }

  SyncFunction may(String sid, String resource, String... actions) {
    return may(sid, List.of(resource), List.of(actions));
  }

  SyncFunction may(String sid, List<String> resources, List<String> actions) {
    role.addToPolicy(
        PolicyStatement.Builder.create().sid(sid).actions(actions).resources(resources).build());
    return this;
  }

  SyncFunction table(String name, ITable table, TableUse use) {
    return with(name, table.getTableName())
        .may(sid(name), table.getTableArn(), use.actions().toArray(String[]::new));
  }

  SyncFunction sendsTo(String name, IQueue queue) {
    return with(name, queue.getQueueUrl()).may(sid(name), queue.getQueueArn(), "sqs:SendMessage");
  }

  SyncFunction consumes(Queue queue) {
    function.addEventSource(
        SqsEventSource.Builder.create(queue)
            .batchSize(BATCH)
            .reportBatchItemFailures(true)
            .build());
    return this;
  }

  /** {@code LINKS_TABLE} is {@code LinksTable}: statement ids take letters and digits only. */
  private static String sid(String name) {
    StringBuilder sid = new StringBuilder();
    for (String word : name.split("_", -1)) {
      sid.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return sid.toString();
  }
}
