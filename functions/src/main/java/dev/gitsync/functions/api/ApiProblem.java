package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.Map;
import java.util.TreeMap;

/** A request that gets an error: {@code {"message":…,"details":…}}. */
final class ApiProblem extends Exception {

  private final int status;
  private final String message;
  private final Mapping details;

  ApiProblem(int status, String message, Mapping details) {
    super(message);
    this.status = status;
    this.message = message;
    this.details = details;
  }

  static ApiProblem badRequest(String message) {
    return new ApiProblem(400, message, Mapping.empty());
  }

  static ApiProblem unauthorized() {
    return new ApiProblem(
        401,
        "The API key is missing or not valid. Send Authorization: Bearer <key>.",
        Mapping.empty());
  }

  static ApiProblem forbidden(String message) {
    return new ApiProblem(403, message, Mapping.empty());
  }

  static ApiProblem notFound(String message) {
    return new ApiProblem(404, message, Mapping.empty());
  }

  static ApiProblem conflict(String message) {
    return new ApiProblem(409, message, Mapping.empty());
  }

  static ApiProblem tooLarge() {
    return new ApiProblem(
        413, "The body is larger than 1 MiB, which is the most that is taken.", Mapping.empty());
  }

  /** What is wrong, by field. */
  static ApiProblem invalid(Map<String, String> fields) {
    Mapping details = Mapping.empty();
    for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
      details = details.with(field.getKey(), new Text(field.getValue()));
    }
    return new ApiProblem(422, "Validation failed", details);
  }

  static ApiProblem invalid(String field, String message) {
    return invalid(Map.of(field, message));
  }

  int status() {
    return status;
  }

  Response response() {
    Mapping body = Mapping.of("message", new Text(message));
    return new Response(status, details.entries().isEmpty() ? body : body.with("details", details));
  }
}
