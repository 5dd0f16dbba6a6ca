package dev.gitsync.adapters.hosts.rest;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a host's API differs from others'.
 *
 * @param name what people call it: {@code GitHub}
 * @param headers sent with each request
 * @param rightNeeded finds in the headers of a refusal which right was missing, where the host says
 *     so
 * @param words finds in the JSON of a refusal what the host says to people
 * @param isSignedIn whether the headers of a 401 show that the host knows who asks, so that it is a
 *     right that is missing
 */
public record Dialect(
    String name,
    Map<String, String> headers,
    Function<HttpHeaders, Optional<String>> rightNeeded,
    Function<Fields, Optional<String>> words,
    Predicate<HttpHeaders> isSignedIn) {

  public Dialect {
    headers = Map.copyOf(headers);
  }

  /** A host that says 401 to those only whom it does not know. */
  public Dialect(
      String name,
      Map<String, String> headers,
      Function<HttpHeaders, Optional<String>> rightNeeded,
      Function<Fields, Optional<String>> words) {
    this(name, headers, rightNeeded, words, none -> false);
  }

  /** A host whose refusals have a {@code message}, and do not name rights. */
  public Dialect(String name, Map<String, String> headers) {
    this(name, headers, none -> Optional.empty(), json -> json.findText("message"));
  }
}
