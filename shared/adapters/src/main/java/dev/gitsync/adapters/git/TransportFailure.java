package dev.gitsync.adapters.git;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Puts what JGit's transport throws into words, by who has to act. */
final class TransportFailure {

  private TransportFailure() {}

  static RuntimeException explain(IOException e, LinkSettings settings) {
    String repository = settings.repository().value();
    if (e instanceof NoRemoteRepositoryException) {
      return new NeedsUser(
          "GIT-006",
          "There is no repository at %s, or the credentials may not see it.".formatted(repository),
          "Check the address and what the token may read.",
          e);
    }
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("not authorized") || message.contains("authentication")) {
      return new NeedsUser(
          "GIT-005",
          "%s does not accept the user name and token.".formatted(repository),
          "Set a valid token with PUT /api/v1/git-sync/credentials.",
          e);
    }
    if (message.contains("not permitted") || message.contains("403")) {
      return new NeedsUser(
          "GIT-007",
          "The token may not do this at %s.".formatted(repository),
          "Give the token the right to read and write the repository's contents.",
          e);
    }
    if (message.contains("redirect") || message.contains("301") || message.contains("302")) {
      return new NeedsUser(
          "GIT-009",
          "%s sends to another address.".formatted(repository),
          "Use the address that it sends to; credentials are not passed on.",
          e);
    }
    return new TryLater("GIT-010", "%s cannot be reached.".formatted(repository), e);
  }
}
