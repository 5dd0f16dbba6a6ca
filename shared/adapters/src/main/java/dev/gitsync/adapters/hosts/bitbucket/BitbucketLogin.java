package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.flows.port.Credentials.Token;

/**
 * How a token logs in at Bitbucket. API tokens, app passwords and passwords belong to a user, who
 * is named with them. Access tokens of a repository, project or workspace have none, or the {@code
 * x-token-auth} that Git wants.
 */
public record BitbucketLogin(Token token) {

  private static final String NOBODY = "x-token-auth";

  /** Whether it is somebody's. */
  public boolean isUser() {
    return !token.username().isEmpty() && !token.username().equals(NOBODY);
  }

  /** The header that it goes in. */
  public Authorization authorization() {
    String header = "Bearer " + token.token();
    return isUser() ? Authorization.basic(token.username(), token.token()) : () -> header;
  }
}
