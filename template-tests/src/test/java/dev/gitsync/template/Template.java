package dev.gitsync.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The template that the build wrote. References are left as they are: {@code {"Ref": id}}. */
record Template(JsonNode resources, JsonNode outputs) {
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String FUNCTION = "AWS::Lambda::Function";
  static final String ALIAS = "AWS::Lambda::Alias";

  static Template read() {
    String file = Objects.requireNonNull(System.getProperty("gitsync.template"), "run by Maven");
    return read(Path.of(file));
  }

  static Template read(Path file) {
    JsonNode template = JsonMapper.shared().readTree(file.toFile());
    return new Template(template.get("Resources"), template.get("Outputs"));
  }

  /** The properties of all resources of {@code type} by logical id. */
  Map<String, JsonNode> all(String type) {
    Map<String, JsonNode> all = new TreeMap<>();
    resources
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().get("Type").asString().equals(type)) {
                all.put(entry.getKey(), entry.getValue().path("Properties"));
              }
            });
    return all;
  }

  JsonNode properties(String id) {
    return resources.get(id).get("Properties");
  }

  /** The functions' properties by the name of their handler class without {@code Handler}. */
  Map<String, JsonNode> functions() {
    return all(FUNCTION).values().stream()
        .collect(Collectors.toMap(Template::title, function -> function));
  }

  /** The properties of the function called {@code title}. */
  JsonNode function(String title) {
    return properties(functionId(title));
  }

  /** The logical id of the function called {@code title}. */
  String functionId(String title) {
    return all(FUNCTION).entrySet().stream()
        .filter(entry -> title(entry.getValue()).equals(title))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The logical id of the alias {@code live} of the function called {@code title}. */
  String aliasId(String title) {
    String function = functionId(title);
    return all(ALIAS).entrySet().stream()
        .filter(entry -> target(entry.getValue().get("FunctionName")).equals(function))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The properties of the only resource of {@code type}. */
  JsonNode one(String type) {
    return properties(id(type, ""));
  }

  /** The one resource of {@code type} whose logical id has {@code part} and not the others. */
  String id(String type, String part, String... not) {
    List<String> ids =
        all(type).keySet().stream()
            .filter(id -> id.contains(part))
            .filter(id -> List.of(not).stream().noneMatch(id::contains))
            .toList();
    if (ids.size() != 1) {
      throw new AssertionError("Not one " + type + " has " + part + " in its id: " + ids);
    }
    return ids.getFirst();
  }

  /** The logical id that {@code {"Fn::GetAtt": [id, "Arn"]}} or {@code {"Ref": id}} names. */
  static String target(JsonNode reference) {
    return reference.has("Ref")
        ? reference.get("Ref").asString()
        : reference.path("Fn::GetAtt").path(0).asString("");
  }

  private static String title(JsonNode function) {
    String handler = function.get("Handler").asString();
    return handler.replaceAll(".*\\.(\\w+)Handler::handleRequest", "$1");
  }
}
