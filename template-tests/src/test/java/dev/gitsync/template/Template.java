package dev.gitsync.template;

import dev.gitsync.infra.GitSyncApp;
import dev.gitsync.infra.GitSyncStack;
import dev.gitsync.infra.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The template that the build wrote. References are left as they are: {@code {"Ref": id}}. */
record Template(JsonNode resources) {
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String FUNCTION = "AWS::Lambda::Function";

  static Template read() {
    String file = Objects.requireNonNull(System.getProperty("gitsync.template"), "run by Maven");
    return read(Path.of(file));
  }

  static Template read(Path file) {
    return new Template(JsonMapper.shared().readTree(file.toFile()).get("Resources"));
  }

  /** The template of a deployment with this context, in process. */
  static Template synthesise(Path folder, Map<String, String> context) {
    App app =
        new App(AppProps.builder().analyticsReporting(false).outdir(folder.toString()).build());
    app.getNode().setContext("functionsJar", System.getProperty("gitsync.functionsJar"));
    context.forEach(app.getNode()::setContext);
    GitSyncStack stack = new GitSyncStack(app, GitSyncApp.STACK, Settings.of(app.getNode()));
    return read(Path.of(app.synth().getDirectory(), stack.getTemplateFile()));
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
