package dev.gitsync.flows.poll;

import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.link.RepositoryUrl.SshPlace;

/**
 * The first server on the way to a repository: the one that feels how often it is asked.
 *
 * @param place such as {@code github.com:443}
 */
record Server(RepositoryUrl.Kind kind, String place) {

  static Server of(LinkSettings settings) {
    return settings
        .connection()
        .bastion()
        .map(it -> new Server(RepositoryUrl.Kind.SSH, it.place()))
        .orElseGet(() -> of(settings.repository()));
  }

  private static Server of(RepositoryUrl repository) {
    return switch (repository.kind()) {
      case HTTP -> new Server(RepositoryUrl.Kind.HTTP, repository.uri().getAuthority());
      case SSH -> {
        SshPlace ssh = repository.ssh();
        yield new Server(RepositoryUrl.Kind.SSH, Bastion.place(ssh.host(), ssh.port()));
      }
      case CODECOMMIT ->
          new Server(RepositoryUrl.Kind.CODECOMMIT, repository.codeCommit().region());
    };
  }

  /**
   * How much it is asked at a time. An SSH server makes a process for each, and OpenSSH turns away
   * at random from the eleventh that has not logged in ({@code MaxStartups}).
   */
  int mostAtOnce() {
    return switch (kind) {
      case HTTP -> 32;
      case SSH -> 8;
      case CODECOMMIT -> 16;
    };
  }
}
