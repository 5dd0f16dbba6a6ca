package dev.gitsync.local.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * CloudFormation's intrinsic functions, as far as the template uses them: {@code Ref}, {@code
 * Fn::GetAtt}, {@code Fn::Join} and {@code Fn::Sub}. Any other is an error that names it.
 */
final class Intrinsics {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Physical physical;

  Intrinsics(Physical physical) {
    this.physical = physical;
  }

  /** {@code node} with every intrinsic function replaced by its value. */
  JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(resolve(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      String name = node.propertyNames().iterator().next();
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return StringNode.valueOf(call(name, node.get(name)));
      }
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(entry -> object.set(entry.getKey(), resolve(entry.getValue())));
    return object;
  }

  private String call(String name, JsonNode argument) {
    return switch (name) {
      case "Ref" -> physical.ref(argument.asString());
      case "Fn::GetAtt" ->
          physical.attribute(argument.get(0).asString(), argument.get(1).asString());
      case "Fn::Join" -> join(argument);
      case "Fn::Sub" -> substitute(argument);
      default ->
          throw new IllegalArgumentException("The template uses " + name + ", unknown here.");
    };
  }

  private String join(JsonNode argument) {
    return argument
        .get(1)
        .valueStream()
        .map(part -> resolve(part).asString())
        .collect(Collectors.joining(argument.get(0).asString()));
  }

  private String substitute(JsonNode argument) {
    if (!argument.isString()) {
      throw new IllegalArgumentException("The template uses Fn::Sub with a map, unknown here.");
    }
    return PLACEHOLDER
        .matcher(argument.asString())
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
  }

  private String value(String escape, String name) {
    if (!escape.isEmpty()) {
      return "${" + name + "}";
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? physical.ref(name)
        : physical.attribute(name.substring(0, dot), name.substring(dot + 1));
  }
}
