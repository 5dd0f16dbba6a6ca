package dev.gitsync.local.lambda;

import dev.gitsync.local.aws.LocalAccount;
import dev.gitsync.local.template.Queue;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch of messages as Lambda sends it. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda with SQS</a>.
 */
record SqsEvent(Queue queue, List<Message> messages) {
  String json() {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    ArrayNode records = event.putArray("Records");
    messages.forEach(message -> write(message, records.addObject()));
    return event.toString();
  }

  private void write(Message message, ObjectNode node) {
    node.put("messageId", message.messageId());
    node.put("receiptHandle", message.receiptHandle());
    node.put("body", message.body());
    ObjectNode attributes = node.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    ObjectNode own = node.putObject("messageAttributes");
    for (Map.Entry<String, MessageAttributeValue> entry : message.messageAttributes().entrySet()) {
      write(entry.getValue(), own.putObject(entry.getKey()));
    }
    node.put("md5OfBody", message.md5OfBody());
    node.put("eventSource", "aws:sqs");
    node.put("eventSourceARN", queue.arn());
    node.put("awsRegion", LocalAccount.REGION);
  }

  private static void write(MessageAttributeValue value, ObjectNode node) {
    if (value.stringValue() != null) {
      node.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      byte[] bytes = value.binaryValue().asByteArray();
      node.put("binaryValue", Base64.getEncoder().encodeToString(bytes));
    }
    node.putArray("stringListValues");
    node.putArray("binaryListValues");
    node.put("dataType", value.dataType());
  }
}
