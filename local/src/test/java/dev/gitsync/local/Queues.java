package dev.gitsync.local;

import dev.gitsync.adapters.sqs.SqsHints;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

/** The queues of a running system, by the names that its functions' variables have. */
record Queues(Map<String, String> environment, SqsClient client) implements AutoCloseable {
  Queues(Map<String, String> environment) {
    this(environment, SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build());
  }

  /** Sends a hint to {@code OUTBOUND}, {@code INBOUND} or {@code RESYNC}. */
  void hint(String queue, String workspace) {
    send(queue, workspace, SqsHints.body(new WorkspaceId(workspace)));
  }

  private void send(String queue, String group, String body) {
    client.sendMessage(
        request ->
            request
                .queueUrl(url(queue))
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
  }

  /** How many of a queue's messages were put aside. */
  int dead(String queue) {
    var count = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        client
            .getQueueAttributes(request -> request.queueUrl(deadUrl(queue)).attributeNames(count))
            .attributes()
            .getOrDefault(count, "0"));
  }

  /** Sends what was put aside to the queue again, and says how many messages that were. */
  int redrive(String queue) {
    String dead = deadUrl(queue);
    List<Message> messages =
        client
            .receiveMessage(
                request ->
                    request
                        .queueUrl(dead)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
            .messages();
    for (Message message : messages) {
      String group =
          message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
      send(queue, group, message.body());
      client.deleteMessage(it -> it.queueUrl(dead).receiptHandle(message.receiptHandle()));
    }
    return messages.size();
  }

  private String url(String queue) {
    String url = environment.get(queue + "_QUEUE_URL");
    if (url == null) {
      throw new IllegalArgumentException("No queue " + queue);
    }
    return url;
  }

  /** As the queue's own policy names it. */
  private String deadUrl(String queue) {
    String policy =
        client
            .getQueueAttributes(
                request ->
                    request.queueUrl(url(queue)).attributeNames(QueueAttributeName.REDRIVE_POLICY))
            .attributes()
            .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
    String arn = JsonMapper.shared().readTree(policy).path("deadLetterTargetArn").asString();
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    return client.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  @Override
  public void close() {
    client.close();
  }
}
