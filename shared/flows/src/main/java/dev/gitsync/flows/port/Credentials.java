package dev.gitsync.flows.port;

import java.util.Optional;

/**
 * How a link proves to its servers who it is. Secrets show nowhere.
 *
 * @param login at the Git server
 * @param bastion at the SSH server that leads there
 * @param api at the API of the service around the repository, where it is not the same as at the
 *     Git server
 */
public record Credentials(Login login, Optional<SshKey> bastion, Optional<Token> api) {

  /** Credentials that are the same at the API as at the Git server. */
  public Credentials(Login login, Optional<SshKey> bastion) {
    this(login, bastion, Optional.empty());
  }

  /** Credentials where nothing stands between. */
  public Credentials(Login login) {
    this(login, Optional.empty());
  }

  /** A user and a token, for a server that is reached straight by HTTPS. */
  public static Credentials token(String username, String token) {
    return new Credentials(new Token(username, token));
  }

  /** A way to prove who one is. */
  public sealed interface Login {}

  /** A user and a token or password, for HTTPS. */
  public record Token(String username, String token) implements Login {
    @Override
    public String toString() {
      return "Token[username=" + username + "]";
    }
  }

  /**
   * A private key, for SSH.
   *
   * @param privateKey as OpenSSH or PEM text
   * @param passphrase that it is encrypted with
   */
  public record SshKey(String privateKey, Optional<String> passphrase) implements Login {
    @Override
    public String toString() {
      return "SshKey[]";
    }
  }

  /**
   * A GitHub App that is installed on the repository.
   *
   * @param privateKey as PEM text
   */
  public record GitHubApp(long appId, long installationId, String privateKey) implements Login {
    @Override
    public String toString() {
      return "GitHubApp[appId=" + appId + ", installationId=" + installationId + "]";
    }
  }

  /** The role that the deployment runs with, for AWS CodeCommit. Nothing is kept. */
  public record AwsRole() implements Login {}
}
