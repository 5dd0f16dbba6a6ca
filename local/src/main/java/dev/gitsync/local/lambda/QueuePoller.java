package dev.gitsync.local.lambda;

import dev.gitsync.local.template.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's event source mapping: receives batches, has them handled, deletes what succeeded. What
 * failed stays until its visibility timeout ends; the queue itself moves it to the dead letters
 * after too many tries.
 */
final class QueuePoller implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
  private static final int WAIT_SECONDS = 2;
  private static final int BATCHES_AT_ONCE = 4;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Mapping mapping;
  private final RunningFunction function;
  private final SqsClient sqs;
  private final Work work;
  private final Consumer<Invocation> invoked;
  private final Semaphore batches = new Semaphore(BATCHES_AT_ONCE);

  QueuePoller(
      Mapping mapping,
      RunningFunction function,
      SqsClient sqs,
      Work work,
      Consumer<Invocation> invoked) {
    this.mapping = mapping;
    this.function = function;
    this.sqs = sqs;
    this.work = work;
    this.invoked = invoked;
  }

  @Override
  public void run() {
    while (work.open()) {
      try {
        batches.acquireUninterruptibly();
        List<Message> messages = List.of();
        try {
          messages = receive();
        } finally {
          begin(messages);
        }
      } catch (SdkException e) {
        if (work.open()) {
          LOG.warn("Queue {} does not answer: {}", mapping.queue().name(), e.getMessage());
          work.sleep(PAUSE);
        }
      }
    }
  }

  /** Handles {@code messages} aside, and then makes room for the next batch. */
  private void begin(List<Message> messages) {
    if (messages.isEmpty()) {
      batches.release();
      return;
    }
    Thread.startVirtualThread(
        () -> {
          try {
            work.run(() -> handle(messages));
          } finally {
            batches.release();
          }
        });
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(mapping.queue().url())
                    .maxNumberOfMessages(mapping.batchSize())
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  private void handle(List<Message> messages) {
    long start = System.nanoTime();
    List<Message> failed = messages;
    Optional<Throwable> fault = Optional.empty();
    try {
      failed = failed(function.invoke(new SqsEvent(mapping.queue(), messages).json()), messages);
    } catch (FunctionFault e) {
      fault = Optional.ofNullable(e.getCause());
    } catch (RuntimeException e) {
      fault = Optional.of(e);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    delete(messages, failed);
    invoked.accept(
        new Invocation(
            function.function().title(), messages.size(), failed.size(), duration, fault));
  }

  /**
   * The messages that the response does not vouch for. A response that names no message, or one
   * that the batch does not have, fails the whole batch: so <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Lambda
   * does</a>.
   */
  private List<Message> failed(String response, List<Message> messages) {
    if (mapping.failures() == Mapping.Failures.WHOLE_BATCH) {
      return List.of();
    }
    JsonNode failures = JsonMapper.shared().readTree(response).path("batchItemFailures");
    Set<String> ids =
        failures
            .valueStream()
            .map(failure -> failure.path("itemIdentifier").asString(""))
            .collect(Collectors.toSet());
    List<Message> failed =
        messages.stream().filter(message -> ids.contains(message.messageId())).toList();
    return failed.size() == ids.size() ? failed : messages;
  }

  private void delete(List<Message> messages, List<Message> failed) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      if (!failed.contains(message)) {
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(message.receiptHandle())
                .build());
      }
    }
    if (!entries.isEmpty()) {
      sqs.deleteMessageBatch(request -> request.queueUrl(mapping.queue().url()).entries(entries));
    }
  }
}
