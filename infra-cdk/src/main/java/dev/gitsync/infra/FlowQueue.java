package dev.gitsync.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.DeduplicationScope;
import software.amazon.awscdk.services.sqs.FifoThroughputLimit;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The FIFO queue of a flow, with a dead-letter queue that takes its messages and no others.
 *
 * @param title {@code Outbound}: the flow
 */
record FlowQueue(String title, Queue live, Queue dead) {
  private static final int MAX_RECEIVES = 5;
  private static final Duration KEPT = Duration.days(14);

  /**
   * Makes both.
   *
   * @param consumer whose time-out says how long messages are hidden
   * @param delay how long each message waits before it is delivered
   */
  static FlowQueue of(
      Construct scope,
      String title,
      FunctionSpec consumer,
      java.time.Duration delay,
      Encryption encryption) {
    // A name of its own lets each of the two queues name the other, which references would forbid.
    String name = Stack.of(scope).getStackName() + "-" + title + ".fifo";
    Queue dead = queue(scope, title + "DeadLetters", encryption).build();
    Cfn.resource(dead, CfnQueue.class)
        .setRedriveAllowPolicy(
            Map.of(
                "redrivePermission",
                "byQueue",
                "sourceQueueArns",
                List.of(Arns.of(scope, "sqs", name))));
    Queue live =
        queue(scope, title, encryption)
            .queueName(name)
            .deliveryDelay(Duration.seconds(delay.toSeconds()))
            // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times
            .visibilityTimeout(Duration.seconds(6 * consumer.timeout().toSeconds()))
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(dead).maxReceiveCount(MAX_RECEIVES).build())
            .build();
    return new FlowQueue(title, live, dead);
  }

  private static Queue.Builder queue(Construct scope, String id, Encryption encryption) {
    return Queue.Builder.create(scope, id)
        .fifo(true)
        // Each group has a limit of its own, in place of one for the queue.
        .deduplicationScope(DeduplicationScope.MESSAGE_GROUP)
        .fifoThroughputLimit(FifoThroughputLimit.PER_MESSAGE_GROUP_ID)
        .encryption(QueueEncryption.KMS)
        .encryptionMasterKey(encryption.key())
        .enforceSsl(true)
        .retentionPeriod(KEPT);
  }
}
