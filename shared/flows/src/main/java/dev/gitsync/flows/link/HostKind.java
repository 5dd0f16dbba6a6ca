package dev.gitsync.flows.link;

import java.util.Locale;
import java.util.Optional;

/** The services that repositories are hosted by. */
public enum HostKind {
  GITHUB,
  GITLAB,
  /** Bitbucket Cloud. */
  BITBUCKET,
  /** Bitbucket Data Center. */
  BITBUCKET_SERVER,
  GITEA,
  AZURE_DEVOPS,
  CODECOMMIT,
  /** A server without pull requests. */
  NONE;

  /** The word for it in settings and addresses, such as {@code azure-devops}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind that a word stands for. */
  public static Optional<HostKind> parse(String word) {
    for (HostKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind that an address tells; {@link #NONE} where it tells nothing. */
  public static HostKind of(RepositoryUrl repository) {
    if (repository.kind() == RepositoryUrl.Kind.CODECOMMIT) {
      return CODECOMMIT;
    }
    String host = repository.place().host();
    return switch (host) {
      case "github.com", "ssh.github.com" -> GITHUB;
      case "gitlab.com", "altssh.gitlab.com" -> GITLAB;
      case "bitbucket.org", "altssh.bitbucket.org" -> BITBUCKET;
      case "codeberg.org", "gitea.com" -> GITEA;
      case "dev.azure.com", "ssh.dev.azure.com", "vs-ssh.visualstudio.com" -> AZURE_DEVOPS;
      default -> bySuffix(host);
    };
  }

  private static HostKind bySuffix(String host) {
    if (host.endsWith(".ghe.com")) {
      return GITHUB;
    }
    if (host.endsWith(".visualstudio.com")) {
      return AZURE_DEVOPS;
    }
    return host.matches("git-codecommit\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?")
        ? CODECOMMIT
        : NONE;
  }
}
