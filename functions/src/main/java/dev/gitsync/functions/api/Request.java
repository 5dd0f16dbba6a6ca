package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request. */
final class Request {

  private final String method;
  private final List<String> path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Identity identity;

  /**
   * A request.
   *
   * @param path its parts after {@code /api/v1} or {@code /sso/v1}, decoded
   * @param query decoded
   * @param headers names in small letters
   */
  Request(
      String method,
      List<String> path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      Identity identity) {
    this.method = method;
    this.path = List.copyOf(path);
    this.query = Map.copyOf(query);
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.identity = identity;
  }

  String method() {
    return method;
  }

  List<String> path() {
    return path;
  }

  Identity identity() {
    return identity;
  }

  boolean hasBody() {
    return body.length > 0;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** True or false; false where it is not there. */
  boolean flag(String name) throws ApiProblem {
    return switch (parameter(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiProblem.badRequest("Parameter %s must be true or false.".formatted(name));
    };
  }

  /** A whole number within bounds. */
  int number(String name, int otherwise, int least, int most) throws ApiProblem {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw ApiProblem.badRequest(
        "Parameter %s must be a whole number from %d to %d.".formatted(name, least, most));
  }

  /** The body as a JSON object. */
  Mapping json() throws ApiProblem {
    try {
      if (Json.read(body) instanceof Mapping json) {
        return json;
      }
    } catch (Json.Malformed e) {
      throw ApiProblem.badRequest(String.valueOf(e.getMessage()));
    }
    throw ApiProblem.badRequest("The body must be a JSON object.");
  }
}
