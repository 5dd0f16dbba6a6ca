package dev.gitsync.adapters.hosts.rest;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a host's API differs from others'.
 *
 * @param name what people call it: {@code GitHub}
 * @param headers sent with each request
 * @param rightNeeded finds in the headers of a refusal which right was missing, where the host says
 *     so
 * @param words finds in the JSON of a refusal what the host says to people
 */
public record Dialect(
    String name,
    Map<String, String> headers,
    Function<HttpHeaders, Optional<String>> rightNeeded,
    Function<Fields, Optional<String>> words) {

  public Dialect {
    headers = Map.copyOf(headers);
  }

  /** A host whose refusals have a {@code message}, and do not name rights. */
  public Dialect(String name, Map<String, String> headers) {
    this(name, headers, none -> Optional.empty(), json -> json.findText("message"));
  }
}
