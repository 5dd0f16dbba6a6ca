package dev.gitsync.adapters.hosts.rest;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * Redirects within an origin, as hosts send them for a repository that was renamed. Others are not
 * followed, and no request that changes something turns into another method.
 */
final class Redirects {

  private Redirects() {}

  /** Where to send the request again; empty when it is no redirect that is followed. */
  static Optional<URI> target(RestCall call, URI from, HttpResponse<byte[]> response) {
    boolean follows =
        switch (response.statusCode()) {
          case 307, 308 -> true;
          case 301, 302 -> call.method() == RestCall.Method.GET;
          default -> false;
        };
    return follows
        ? response.headers().firstValue("Location").flatMap(it -> within(from, it))
        : Optional.empty();
  }

  private static Optional<URI> within(URI from, String location) {
    try {
      URI to = from.resolve(location);
      return from.getScheme().equals(to.getScheme())
              && from.getRawAuthority().equals(to.getRawAuthority())
          ? Optional.of(to)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
