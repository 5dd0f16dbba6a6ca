package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.util.Map;

/**
 * Opens each branch in the way that its repository's address asks for.
 *
 * @param servers for what is reached by HTTPS and SSH; looks at credentials, which the others have
 *     none of
 * @param codeCommit for what is reached through the API of AWS CodeCommit
 */
public record RemotesByKind(GitRemotes servers, GitRemotes codeCommit) implements GitRemotes {

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    return by(settings).open(settings, layout, credentials);
  }

  @Override
  public Map<String, HostKey> hostKeys(LinkSettings settings, Credentials credentials) {
    return by(settings).hostKeys(settings, credentials);
  }

  @Override
  public void check(Credentials credentials) {
    servers.check(credentials);
  }

  private GitRemotes by(LinkSettings settings) {
    return switch (settings.repository().kind()) {
      case HTTP, SSH -> servers;
      case CODECOMMIT -> codeCommit;
    };
  }
}
