package dev.gitsync.local.template;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A function of the template.
 *
 * @param handler the class that handles its events
 * @param snapStart whether it starts from a snapshot of a process that is ready
 */
public record Function(
    String name,
    String arn,
    String handler,
    Duration timeout,
    int megabytes,
    SnapStart snapStart,
    Map<String, String> environment) {
  /**
   * To what <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">it</a> applies.
   */
  public enum SnapStart {
    NONE,
    PUBLISHED_VERSIONS
  }

  /** Copies the environment. */
  public Function {
    environment = Map.copyOf(environment);
  }

  static Function of(String name, String arn, JsonNode properties) {
    Map<String, String> environment = new TreeMap<>();
    properties
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString()));
    String handler = properties.get("Handler").asString();
    return new Function(
        name,
        arn,
        handler.substring(0, handler.indexOf("::")),
        Duration.ofSeconds(properties.path("Timeout").asInt(3)),
        properties.path("MemorySize").asInt(128),
        properties.at("/SnapStart/ApplyOn").asString("").equals("PublishedVersions")
            ? SnapStart.PUBLISHED_VERSIONS
            : SnapStart.NONE,
        environment);
  }

  /** The function's name for people: {@code Outbound} for {@code …OutboundHandler}. */
  public String title() {
    String simple = handler.substring(handler.lastIndexOf('.') + 1);
    return simple.endsWith("Handler") ? simple.substring(0, simple.length() - 7) : simple;
  }

  /** The same function with one variable changed; a variable that it does not have stays away. */
  public Function withVariable(String variable, String value) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.replace(variable, value);
    return new Function(name, arn, handler, timeout, megabytes, snapStart, changed);
  }
}
