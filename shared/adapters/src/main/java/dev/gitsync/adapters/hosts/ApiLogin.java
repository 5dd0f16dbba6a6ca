package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.AwsRole;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.SshKey;
import dev.gitsync.flows.port.Credentials.Token;

/** Which of a link's credentials are for the API of its host. */
public final class ApiLogin {

  private ApiLogin() {}

  /**
   * The token for a host's API: the one that was set for it, else the one for Git.
   *
   * @throws NeedsUser when there is none
   */
  public static Token token(HostKind kind, Credentials credentials) {
    return credentials.api().orElseGet(() -> gitToken(kind, credentials));
  }

  private static Token gitToken(HostKind kind, Credentials credentials) {
    return switch (credentials.login()) {
      case Token token -> token;
      case SshKey key -> throw none(kind, "an SSH key");
      case GitHubApp app -> throw none(kind, "a GitHub App");
      case AwsRole role -> throw none(kind, "an AWS role");
    };
  }

  private static NeedsUser none(HostKind kind, String login) {
    return new NeedsUser(
        "HOST-009",
        "The link has %s for Git and no token for the API of its host (%s)."
            .formatted(login, kind.word()),
        "Set apiToken with PUT /api/v1/git-sync/credentials.");
  }
}
