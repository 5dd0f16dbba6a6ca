package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON into trees. */
final class JsonTree {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonTree() {}

  static Node read(String json) {
    return node(MAPPER.readTree(json));
  }

  private static Node node(JsonNode json) {
    if (json.isObject()) {
      var entries = new LinkedHashMap<String, Node>();
      json.properties().forEach(entry -> entries.put(entry.getKey(), node(entry.getValue())));
      return new Node.Mapping(entries);
    }
    if (json.isArray()) {
      var items = new ArrayList<Node>();
      json.forEach(item -> items.add(node(item)));
      return new Node.Sequence(items);
    }
    if (json.isString()) {
      return new Node.Text(json.stringValue());
    }
    if (json.isBoolean()) {
      return new Node.Bool(json.booleanValue());
    }
    return json.isNumber() ? new Node.Num(json.decimalValue()) : new Node.Null();
  }
}
