package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's attributes, typed. */
record Item(Map<String, AttributeValue> attributes) {

  static Item empty() {
    return new Item(Map.of());
  }

  Item with(String name, String value) {
    return with(name, AttributeValue.fromS(value));
  }

  Item with(String name, long value) {
    return with(name, AttributeValue.fromN(Long.toString(value)));
  }

  Item with(String name, Mapping value) {
    return with(name, Json.write(value));
  }

  Item with(String name, Instant value) {
    return with(name, value.toString());
  }

  private Item with(String name, AttributeValue value) {
    var longer = new HashMap<>(attributes);
    longer.put(name, value);
    return new Item(Map.copyOf(longer));
  }

  /** About what DynamoDB counts: the names and the values, in UTF-8. */
  int bytes() {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      AttributeValue value = attribute.getValue();
      String text = value.s() == null ? value.n() : value.s();
      bytes += utf8(attribute.getKey()) + utf8(text);
    }
    return bytes;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  String text(String name) {
    return attribute(name).s();
  }

  Optional<String> findText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(attribute(name).n());
  }

  Optional<Long> findNumber(String name) {
    return Optional.ofNullable(attributes.get(name)).map(value -> Long.valueOf(value.n()));
  }

  Mapping json(String name) {
    return Json.readOwn(text(name));
  }

  Optional<Mapping> findJson(String name) {
    return findText(name).map(Json::readOwn);
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  private AttributeValue attribute(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("An item lacks its attribute " + name + ".");
    }
    return value;
  }
}
