package dev.gitsync.adapters.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * Says when messages of a queue come back that nobody deletes. A call that fails changes nothing:
 * they come back when the queue's own time is over.
 *
 * @param queue the queue's URL
 */
public record SqsVisibility(SqsClient client, String queue) {

  private static final Logger LOG = LoggerFactory.getLogger(SqsVisibility.class);

  /**
   * Lets messages come back after some time from now, to the second.
   *
   * @param receipts the receipt handles of at most ten messages
   */
  public void comeBackAfter(Duration time, List<String> receipts) {
    int seconds = Math.toIntExact(Math.max(0, time.toSeconds()));
    var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
    for (String receipt : receipts) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(receipt)
              .visibilityTimeout(seconds)
              .build());
    }
    try {
      client.changeMessageVisibilityBatch(request -> request.queueUrl(queue).entries(entries));
    } catch (SdkException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("messages keep the queue's own visibility");
    }
  }
}
