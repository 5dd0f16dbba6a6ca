package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.WireFailure;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Puts what the transports throw into words, by who has to act. */
final class TransportFailure {

  private TransportFailure() {}

  static RuntimeException explain(IOException e, LinkSettings settings) {
    String repository = settings.repository().value();
    return switch (kind(e)) {
      case NOT_FOUND ->
          new NeedsUser(
              "GIT-006",
              "There is no repository at %s, or the credentials may not see it.%s"
                  .formatted(repository, words(e)),
              "Check the address and what the credentials may read.",
              e);
      case UNAUTHORIZED ->
          new NeedsUser(
              "GIT-005",
              "%s does not accept the credentials.%s".formatted(repository, words(e)),
              "Set valid ones with PUT /api/v1/git-sync/credentials.",
              e);
      case FORBIDDEN ->
          new NeedsUser(
              "GIT-007",
              "The credentials may not do this at %s.%s".formatted(repository, words(e)),
              "Give them the right to read and write the repository's contents.",
              e);
      case REDIRECTED ->
          new NeedsUser(
              "GIT-009",
              "%s sends to another address.%s".formatted(repository, words(e)),
              "Use the address that it sends to; credentials are not passed on.",
              e);
      case NOT_SMART ->
          new NeedsUser(
              "GIT-013",
              "%s does not answer as a Git server does by smart HTTP.".formatted(repository),
              "Check the address; a server that only offers files (dumb HTTP) cannot be used.",
              e);
      case UNTRUSTED ->
          new NeedsUser(
              "GIT-020",
              "%s shows a certificate that no trusted authority vouches for.".formatted(repository),
              "Set the certificates of the authority that does, with PUT /api/v1/git-sync.",
              e);
      case UNREACHABLE ->
          new TryLater("GIT-010", "%s cannot be reached.%s".formatted(repository, words(e)), e);
      case DECLINED, MALFORMED, TOO_LARGE ->
          new TryLater(
              "GIT-010", "%s gave an answer that cannot be used.".formatted(repository), e);
    };
  }

  /** What the engine found, or the host said; JGit's own messages may hold anything. */
  private static String words(IOException e) {
    return e instanceof WireFailure failure ? " " + failure.getMessage() : "";
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
  }

  private static WireFailure.Kind kind(IOException e) {
    if (e instanceof WireFailure failure) {
      return failure.kind();
    }
    if (hasCause(e, CertificateException.class)) {
      return WireFailure.Kind.UNTRUSTED;
    }
    if (e instanceof NoRemoteRepositoryException) {
      return WireFailure.Kind.NOT_FOUND;
    }
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("not authorized") || message.contains("authentication")) {
      return WireFailure.Kind.UNAUTHORIZED;
    }
    if (message.contains("not permitted") || message.contains("403")) {
      return WireFailure.Kind.FORBIDDEN;
    }
    if (message.contains("redirect") || message.contains("301") || message.contains("302")) {
      return WireFailure.Kind.REDIRECTED;
    }
    return WireFailure.Kind.UNREACHABLE;
  }
}
