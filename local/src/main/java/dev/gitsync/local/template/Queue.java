package dev.gitsync.local.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A queue of the template.
 *
 * @param attributes as SQS names them when a queue is created
 */
public record Queue(String name, String url, String arn, Map<String, String> attributes) {
  private static final String REDRIVE = "RedrivePolicy";

  private static final List<String> NUMBERS =
      List.of(
          "DelaySeconds",
          "VisibilityTimeout",
          "MessageRetentionPeriod",
          "ReceiveMessageWaitTimeSeconds");

  /** Copies the attributes. */
  public Queue {
    attributes = Map.copyOf(attributes);
  }

  static Queue of(String name, String url, String arn, JsonNode properties) {
    Map<String, String> attributes = new TreeMap<>();
    for (String property : NUMBERS) {
      properties
          .path(property)
          .asIntOpt()
          .ifPresent(number -> attributes.put(property, Integer.toString(number)));
    }
    for (String flag : List.of("FifoQueue", "ContentBasedDeduplication")) {
      if (properties.path(flag).asBoolean(false)) {
        attributes.put(flag, "true");
      }
    }
    if (properties.has(REDRIVE)) {
      attributes.put(REDRIVE, properties.get(REDRIVE).toString());
    }
    return new Queue(name, url, arn, attributes);
  }

  /** Whether messages leave it for another queue, which must then exist first. */
  public boolean redrives() {
    return attributes.containsKey(REDRIVE);
  }
}
