package dev.gitsync.adapters.hosts.rest;

import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One request to a host's API.
 *
 * @param path from the API's base on, with its query, encoded; begins with a slash
 * @param right what the credentials must be allowed for it, as the host names it: {@code Checks:
 *     write}
 * @param accepted statuses beside 2xx that are answers, not failures
 */
public record RestCall(
    Method method,
    String path,
    Optional<Node> body,
    String right,
    Repeat repeat,
    Set<Integer> accepted) {

  public RestCall {
    accepted = Set.copyOf(accepted);
  }

  /** The methods that hosts use. */
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  /** Whether a request may be sent again when nobody knows what became of it. */
  public enum Repeat {
    SAFE,
    /** It would add something twice. */
    NEVER
  }

  /** Reads something. */
  public static RestCall get(String path, String right) {
    return new RestCall(Method.GET, path, Optional.empty(), right, Repeat.SAFE, Set.of());
  }

  /** Adds something; never sent again by itself. */
  public static RestCall post(String path, Node body, String right) {
    return new RestCall(Method.POST, path, Optional.of(body), right, Repeat.NEVER, Set.of());
  }

  /** Sets something, whole. */
  public static RestCall put(String path, Node body, String right) {
    return new RestCall(Method.PUT, path, Optional.of(body), right, Repeat.SAFE, Set.of());
  }

  /** Sets parts of something. */
  public static RestCall patch(String path, Node body, String right) {
    return new RestCall(Method.PATCH, path, Optional.of(body), right, Repeat.SAFE, Set.of());
  }

  /** Takes something away; that it is gone already is an answer. */
  public static RestCall delete(String path, String right) {
    return new RestCall(
        Method.DELETE, path, Optional.empty(), right, Repeat.SAFE, Set.of(404, 410));
  }

  /** The same, where these statuses too are answers. */
  public RestCall accepting(Integer... statuses) {
    return new RestCall(method, path, body, right, repeat, Set.of(statuses));
  }

  /** The same, for a POST that may be sent twice without harm. */
  public RestCall repeatable() {
    return new RestCall(method, path, body, right, Repeat.SAFE, accepted);
  }

  /** The same, for what would add something twice when it is sent twice. */
  public RestCall once() {
    return new RestCall(method, path, body, right, Repeat.NEVER, accepted);
  }

  /** The same at another path. */
  RestCall at(String other) {
    return new RestCall(method, other, body, right, repeat, accepted);
  }

  /** Text as one segment of a path, or one value of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A file's path, as the end of an address. */
  public static String encode(RepoPath file) {
    return Arrays.stream(file.value().split("/"))
        .map(RestCall::encode)
        .collect(Collectors.joining("/"));
  }

  /** Shows no body, which may hold a webhook's secret. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
