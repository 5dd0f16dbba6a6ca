package dev.gitsync.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * One FIFO queue per flow, each with a dead-letter queue of its own. A message group is a
 * workspace: its messages stay in order and never run at the same time.
 */
final class Queues extends Construct {
  private static final int MAX_RECEIVES = 5;
  private static final Duration KEPT = Duration.days(14);

  private final Queue outbound;
  private final Queue inbound;
  private final Queue resync;

  Queues(Construct scope, String id) {
    super(scope, id);
    // Edits made together wait for each other a second, so that they travel in one push.
    outbound = fifo("Outbound", FunctionSpec.OUTBOUND, Duration.seconds(1));
    inbound = fifo("Inbound", FunctionSpec.INBOUND, Duration.seconds(0));
    resync = fifo("Resync", FunctionSpec.RESYNC, Duration.seconds(0));
  }

  Queue outbound() {
    return outbound;
  }

  Queue inbound() {
    return inbound;
  }

  Queue resync() {
    return resync;
  }

  private Queue fifo(String id, FunctionSpec consumer, Duration delay) {
    Queue dead = queue(id + "DeadLetters").build();
    return queue(id)
        .deliveryDelay(delay)
        // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times
        .visibilityTimeout(Duration.seconds(6 * consumer.timeout().toSeconds()))
        .deadLetterQueue(
            DeadLetterQueue.builder().queue(dead).maxReceiveCount(MAX_RECEIVES).build())
        .build();
  }

  private Queue.Builder queue(String id) {
    return Queue.Builder.create(this, id)
        .fifo(true)
        .encryption(QueueEncryption.SQS_MANAGED)
        .retentionPeriod(KEPT);
  }
}
