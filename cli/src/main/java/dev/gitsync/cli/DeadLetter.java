package dev.gitsync.cli;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message that its flow failed at until it was put aside. */
record DeadLetter(Message message) {

  /** The messages of a workspace keep their order. */
  String group() {
    return attribute(MessageSystemAttributeName.MESSAGE_GROUP_ID);
  }

  String receives() {
    return attribute(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
  }

  Duration age(Instant now) {
    String sent = attribute(MessageSystemAttributeName.SENT_TIMESTAMP);
    return Duration.between(Instant.ofEpochMilli(Long.parseLong(sent)), now);
  }

  /** Which workspace it hints at; empty where it is no hint. */
  Optional<String> workspace() {
    try {
      return Json.read(message.body().getBytes(StandardCharsets.UTF_8)) instanceof Mapping json
          ? json.text("workspace")
          : Optional.empty();
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
  }

  private String attribute(MessageSystemAttributeName name) {
    String value = message.attributes().get(name);
    if (value == null) {
      throw new IllegalStateException("A message lacks its attribute " + name + ".");
    }
    return value;
  }
}
