package dev.gitsync.template;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A template as a reviewer reads it: sorted, one value a line, references written {@code ${id}} and
 * {@code ${id.attribute}} in the text that they are part of, and JSON within text unfolded. The
 * hashes of the jar and of versions, which each build changes, are left out.
 */
final class ReadableTemplate {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ReadableTemplate() {}

  static String of(String template) {
    String stable =
        template
            .replaceAll("\"[0-9a-f]{64}\\.jar\"", "\"JAR\"")
            .replaceAll("CurrentVersion[0-9A-F]{8}[0-9a-f]{32}", "CurrentVersion");
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Map<?, ?> sorted = MAPPER.treeToValue(readable(MAPPER.readTree(stable)), Map.class);
    return MAPPER
            .writer()
            .with(new DefaultPrettyPrinter().withArrayIndenter(lines).withObjectIndenter(lines))
            .writeValueAsString(sorted)
        + "\n";
  }

  private static JsonNode readable(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = MAPPER.createArrayNode();
      node.forEach(element -> array.add(readable(element)));
      return array;
    }
    if (!node.isObject()) {
      return node.isString() ? unfolded(node.asString()) : node;
    }
    if (node.has("Ref")) {
      return StringNode.valueOf("${" + node.get("Ref").asString() + "}");
    }
    if (node.has("Fn::GetAtt")) {
      return StringNode.valueOf("${" + join(node.get("Fn::GetAtt"), ".") + "}");
    }
    if (node.has("Fn::Join")) {
      JsonNode parts = readable(node.at("/Fn::Join/1"));
      return unfolded(join(parts, node.at("/Fn::Join/0").asString()));
    }
    ObjectNode object = MAPPER.createObjectNode();
    node.properties().forEach(entry -> object.set(entry.getKey(), readable(entry.getValue())));
    return object;
  }

  private static String join(JsonNode parts, String separator) {
    return parts.valueStream().map(JsonNode::asString).collect(Collectors.joining(separator));
  }

  private static JsonNode unfolded(String text) {
    try {
      return text.startsWith("{") ? MAPPER.readTree(text) : StringNode.valueOf(text);
    } catch (JacksonException e) {
      return StringNode.valueOf(text);
    }
  }
}
