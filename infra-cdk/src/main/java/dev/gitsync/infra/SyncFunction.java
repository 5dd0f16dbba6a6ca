package dev.gitsync.infra;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.ScalingConfigProperty;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * One function with its own role and log group. It may write its log and traces; each further right
 * is given together with the environment variable that makes the function use it.
 *
 * <p>Each deployment that changes it publishes a version, whose snapshot starts in a fraction of
 * the time; callers go through the alias {@code live}, which then moves on to it.
 */
final class SyncFunction extends Construct {
  private static final String LIVE = "live";
  private static final int BATCH = 10;

  private final String title;
  private final Encryption encryption;
  private final Role role;
  private final Function function;
  private final Alias live;
  private final Set<KeyUse> keyUses = EnumSet.noneOf(KeyUse.class);

  SyncFunction(Construct scope, String id, FunctionSpec spec, Foundation foundation) {
    super(scope, id);
    title = id;
    encryption = foundation.encryption();
    LogGroup log = foundation.log(this, "Log");
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
            .code(foundation.jar())
            .memorySize(spec.megabytes())
            .timeout(Duration.seconds(spec.timeout().toSeconds()))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .tracing(Tracing.ACTIVE)
            .logGroup(log)
            .role(role)
            .build();
    foundation.network().ifPresent(this::join);
    with("STACK", Stack.of(this).getStackName());
    live =
        Alias.Builder.create(this, "Live")
            .aliasName(LIVE)
            .version(function.getCurrentVersion())
            .build();
    // It is published, by the alias.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    explains(
        "Resource::*",
        foundation.network().isPresent()
            ? "X-Ray knows no resources that could be named, nor does EC2 for network interfaces"
            : "X-Ray knows no resources that could be named");
  }

  /** {@code Outbound}: what it is called in alarms. */
  String title() {
    return title;
  }

  /** What callers and event sources call: the alias. */
  IFunction function() {
    return live;
  }

  /** What metrics are of: all versions. */
  IFunction measured() {
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

  /** Lets it use the stack's key through a service. */
  SyncFunction may(KeyUse use) {
    if (keyUses.add(use)) {
      role.addToPolicy(encryption.allowing(use));
    }
    return this;
  }

  /** Says why a right names no single resource, as {@code detail} does. */
  void explains(String detail, String reason) {
    Accepted.wildcard(role, detail, reason);
  }

  SyncFunction table(String name, ITable table, TableUse use) {
    return with(name, table.getTableName())
        .may(Sid.of(name), table.getTableArn(), use.actions().toArray(String[]::new))
        .may(use.keyUse());
  }

  SyncFunction sendsTo(String name, IQueue queue) {
    return with(name, queue.getQueueUrl())
        .may("SendTo" + Sid.of(name), queue.getQueueArn(), "sqs:SendMessage")
        .may(KeyUse.SEND);
  }

  /**
   * Hands it the messages of a queue, and tells it the queue's URL, so that it can say when a
   * message that failed is worth another try.
   *
   * @param atOnce how many batches may run at the same time, 2 to 1,000
   */
  SyncFunction consumes(String name, IQueue queue, int atOnce) {
    CfnEventSourceMapping.Builder.create(this, "Messages")
        .eventSourceArn(queue.getQueueArn())
        .functionName(live.getFunctionArn())
        .batchSize(BATCH)
        .scalingConfig(ScalingConfigProperty.builder().maximumConcurrency(atOnce).build())
        .functionResponseTypes(List.of("ReportBatchItemFailures"))
        .build();
    return with(name, queue.getQueueUrl())
        .may(
            "Receive",
            queue.getQueueArn(),
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ChangeMessageVisibility")
        .may(KeyUse.RECEIVE);
  }

  private void join(Network network) {
    network.take(Cfn.resource(function, CfnFunction.class));
    role.addToPolicy(Network.interfaces());
  }
}
