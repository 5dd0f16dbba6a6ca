package dev.gitsync.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A FIFO queue of dead letters, and the queue that they came from.
 *
 * <p>A letter is sent first and deleted after, so one that is moved by a process that dies is in
 * both queues, and comes twice. That is harmless: a message only says which workspace to look at.
 *
 * @param source the URL of the queue that they came from
 * @param url the URL of this queue
 */
record DeadLetterQueue(SqsClient client, String source, String url) {
  private static final int BATCH = 10;

  /** Long enough to move a batch; after that others may have what this process did not move. */
  private static final Duration TAKEN = Duration.ofMinutes(2);

  /** SQS asks all its servers only when it may wait. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** How many letters there are, also those that somebody holds; SQS calls it approximate. */
  int size() {
    var attributes =
        client
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return attributes.values().stream().mapToInt(Integer::parseInt).sum();
  }

  /**
   * Moves letters back until none is left, or {@code most} were moved.
   *
   * @return how many were moved
   */
  int redrive(int most, Consumer<DeadLetter> moved) {
    int count = 0;
    while (count < most) {
      List<Message> batch = receive(Math.min(BATCH, most - count));
      if (batch.isEmpty()) {
        return count;
      }
      for (Message message : batch) {
        var letter = new DeadLetter(message);
        send(letter);
        client.deleteMessage(
            request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        moved.accept(letter);
        count++;
      }
    }
    return count;
  }

  /** Its id for deduplication is new: under the old one SQS would drop what came lately. */
  private void send(DeadLetter letter) {
    client.sendMessage(
        request ->
            request
                .queueUrl(source)
                .messageBody(letter.message().body())
                .messageAttributes(letter.message().messageAttributes())
                .messageGroupId(letter.group())
                .messageDeduplicationId(UUID.randomUUID().toString()));
  }

  /**
   * Looks at letters and leaves them. Of one workspace no more than ten are seen: SQS gives out no
   * others while these are held.
   */
  List<DeadLetter> peek(int most) {
    var seen = new ArrayList<Message>();
    try {
      while (seen.size() < most) {
        List<Message> batch = receive(Math.min(BATCH, most - seen.size()));
        if (batch.isEmpty()) {
          break;
        }
        seen.addAll(batch);
      }
      return seen.stream().map(DeadLetter::new).toList();
    } finally {
      seen.forEach(this::release);
    }
  }

  private void release(Message message) {
    client.changeMessageVisibility(
        request ->
            request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }

  private List<Message> receive(int most) {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(most)
                    .visibilityTimeout((int) TAKEN.toSeconds())
                    .waitTimeSeconds((int) WAIT.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }
}
