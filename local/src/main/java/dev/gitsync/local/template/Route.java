package dev.gitsync.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Requests that fit {@code key}, such as {@code ANY /api/v1/{proxy+}}, go to {@code function} when
 * {@code authorizer} lets them.
 *
 * <p>See <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">
 * routes of HTTP APIs</a>.
 */
public record Route(String key, Function function, Authorizer authorizer) {
  /** The path's parameters when a request fits this route. */
  public Optional<Map<String, String>> match(String method, String path) {
    int space = key.indexOf(' ');
    String wanted = key.substring(0, space);
    if (!wanted.equals("ANY") && !wanted.equals(method)) {
      return Optional.empty();
    }
    return match(segments(key.substring(space + 1)), segments(path));
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (i >= path.size() || path.get(i).isEmpty()) {
        return Optional.empty();
      }
      if (part.endsWith("+}")) {
        String rest = String.join("/", path.subList(i, path.size()));
        parameters.put(part.substring(1, part.length() - 2), rest);
        return Optional.of(parameters);
      }
      if (part.startsWith("{")) {
        parameters.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return pattern.size() == path.size() ? Optional.of(parameters) : Optional.empty();
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
