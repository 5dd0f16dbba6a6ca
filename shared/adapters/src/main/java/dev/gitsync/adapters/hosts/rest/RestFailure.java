package dev.gitsync.adapters.hosts.rest;

import dev.gitsync.adapters.git.wire.WireFailure;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts refusals and failures of a host's API into words, by who has to act. */
final class RestFailure {

  private static final String CREDENTIALS = "PUT /api/v1/git-sync/credentials";

  private final Dialect dialect;
  private final String host;

  /** Failures of the API on a host. */
  RestFailure(Dialect dialect, String host) {
    this.dialect = dialect;
    this.host = host;
  }

  /**
   * What a status means that is no answer.
   *
   * @param words what the host says, with a space before it; may be empty
   */
  RuntimeException of(RestCall call, int status, HttpHeaders headers, String words) {
    return switch (status) {
      case 401 ->
          dialect.isSignedIn().test(headers)
              ? rightMissing(right(call, headers), words)
              : refused(words);
      case 403 -> rightMissing(right(call, headers), words);
      case 404, 410 ->
          new NeedsUser(
              "HOST-004",
              "%s on %s has nothing at %s, or does not show it.%s"
                  .formatted(dialect.name(), host, shown(call), words),
              "Check the repository's address, and that the credentials may do this: \"%s\"."
                  .formatted(right(call, headers)));
      case 301, 302, 303, 307, 308 ->
          new NeedsUser(
              "HOST-005",
              "%s on %s sends to another address for %s."
                  .formatted(dialect.name(), host, shown(call)),
              "Set the address that the repository has now, and the API's, with PUT"
                  + " /api/v1/git-sync; credentials are not passed on.");
      default -> status >= 500 ? failing(status) : declined(call, status, words);
    };
  }

  private NeedsUser refused(String words) {
    return new NeedsUser(
        "HOST-002",
        "%s on %s does not accept the credentials.%s".formatted(dialect.name(), host, words),
        "Set valid ones with %s.".formatted(CREDENTIALS));
  }

  private NeedsUser rightMissing(String right, String words) {
    return new NeedsUser(
        "HOST-003",
        "%s on %s refuses this: the credentials lack \"%s\".%s"
            .formatted(dialect.name(), host, right, words),
        "Give them \"%s\" on this repository, or set others with %s."
            .formatted(right, CREDENTIALS));
  }

  private NeedsUser declined(RestCall call, int status, String words) {
    return new NeedsUser(
        "HOST-006",
        "%s on %s did not take %s %s (status %d).%s"
            .formatted(dialect.name(), host, call.method(), shown(call), status, words),
        "See what the host says; it is tried again by itself.");
  }

  private TryLater failing(int status) {
    return new TryLater(
        "HOST-001", "%s on %s fails (status %d).".formatted(dialect.name(), host, status), null);
  }

  TryLater tooMany(Optional<Duration> wait) {
    return new TryLater(
        "HOST-008",
        "%s on %s has had too many requests%s."
            .formatted(
                dialect.name(),
                host,
                wait.map(it -> " and asks to wait %d s".formatted(it.toSeconds())).orElse("")),
        null);
  }

  TryLater notUnderstood(RestCall call, Exception cause) {
    return new TryLater(
        "HOST-007",
        "%s on %s gave an answer to %s that is not understood."
            .formatted(dialect.name(), host, shown(call)),
        cause);
  }

  RuntimeException of(IOException e) {
    if (e instanceof WireFailure failure) {
      return switch (failure.kind()) {
        case UNAUTHORIZED -> refused(" " + failure.getMessage());
        case FORBIDDEN -> rightMissing("Repository access", " " + failure.getMessage());
        default -> unreachable(e, " " + failure.getMessage());
      };
    }
    boolean untrusted =
        Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
            .anyMatch(CertificateException.class::isInstance);
    return untrusted
        ? new NeedsUser(
            "GIT-020",
            "%s on %s shows a certificate that no trusted authority vouches for."
                .formatted(dialect.name(), host),
            "Set the certificates of the authority that does, with PUT /api/v1/git-sync.",
            e)
        : unreachable(e, "");
  }

  private TryLater unreachable(IOException e, String words) {
    return new TryLater(
        "HOST-001", "%s on %s cannot be reached.%s".formatted(dialect.name(), host, words), e);
  }

  private String right(RestCall call, HttpHeaders headers) {
    return dialect.rightNeeded().apply(headers).orElse(call.right());
  }

  private static String shown(RestCall call) {
    return call.path().replaceAll("\\?.*", "");
  }
}
