package dev.gitsync.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of the template for tests of faults: waits are short, functions reach DynamoDB by a proxy,
 * and nothing makes good what a test breaks: the schedule ticks only at the start, and pushes are
 * not told of.
 */
final class ScaledTemplate {
  /** The time-out of Outbound, whose messages are visible again a second later. */
  static final int OUTBOUND_SECONDS = 5;

  private ScaledTemplate() {}

  /** Writes it into {@code folder}. Functions reach DynamoDB at {@code proxy/TITLE}. */
  static Path write(Path folder, URI proxy) throws IOException {
    JsonNode root = template(folder);
    root.get("Resources").properties().forEach(it -> scale(it.getKey(), it.getValue(), proxy));
    ((ObjectNode) root.get("Resources")).remove(webhooks(root));
    return write(folder, root);
  }

  /** Writes a copy into {@code folder} that only lets its schedule tick once a day. */
  static Path withRareTicks(Path folder) throws IOException {
    JsonNode root = template(folder);
    root.get("Resources").properties().forEach(it -> slow(it.getValue()));
    return write(folder, root);
  }

  private static JsonNode template(Path folder) {
    return JsonMapper.shared().readTree(LocalOptions.of(0, folder).template().toFile());
  }

  private static Path write(Path folder, JsonNode root) throws IOException {
    return Files.writeString(folder.resolve("template.json"), root.toString());
  }

  private static List<String> webhooks(JsonNode root) {
    return root.get("Resources").properties().stream()
        .filter(it -> it.getValue().at("/Properties/RouteKey").asString("").contains("/webhooks/"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void slow(JsonNode resource) {
    if (resource.get("Type").asString().equals("AWS::Scheduler::Schedule")) {
      resource.withObject("/Properties").put("ScheduleExpression", "rate(1 day)");
    }
  }

  private static void scale(String id, JsonNode resource, URI proxy) {
    if (!(resource.path("Properties") instanceof ObjectNode properties)) {
      return;
    }
    switch (resource.get("Type").asString()) {
      case "AWS::Lambda::Function" -> function(properties, proxy);
      case "AWS::SQS::Queue" -> queue(id, properties);
      case "AWS::Scheduler::Schedule" -> slow(resource);
      default -> {}
    }
  }

  private static void function(ObjectNode properties, URI proxy) {
    String handler = properties.get("Handler").asString();
    String title = handler.replaceAll(".*\\.(\\w+)Handler.*", "$1");
    if (title.equals("Outbound")) {
      properties.put("Timeout", OUTBOUND_SECONDS);
    }
    properties
        .withObject("/Environment/Variables")
        .put("AWS_ENDPOINT_URL_DYNAMODB", proxy.resolve("/" + title).toString());
  }

  private static void queue(String id, ObjectNode properties) {
    if (properties.has("RedrivePolicy")) {
      if (id.contains("Outbound")) {
        properties.put("VisibilityTimeout", OUTBOUND_SECONDS + 1);
      } else if (id.contains("Inbound")) {
        properties.put("VisibilityTimeout", 2);
        // Five tries, each after twice the time, would take minutes.
        properties.withObject("/RedrivePolicy").put("maxReceiveCount", 2);
      }
    }
  }
}
