package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.adapters.hosts.ApiLogin;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.Dialect;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Repositories on Gitea and Forgejo. */
public record GiteaHosts(RestClients clients) implements CodeHosts {

  private static final Dialect DIALECT = new Dialect("Gitea", Map.of());

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    URI api = settings.hosting().api().orElseGet(() -> api(settings.repository()));
    RestClient client =
        clients.open(DIALECT, api, authorization(credentials), settings, credentials);
    String name = settings.repository().place().path();
    String page = api.toString().replaceFirst("(/api/v1)?/*$", "/") + name;
    return Optional.of(host(client, "/repos/" + name, page));
  }

  /**
   * A repository.
   *
   * @param repository its path in the API
   * @param page where people see it
   */
  private static CodeHost host(RestClient client, String repository, String page) {
    return new ComposedHost(
        new GiteaPulls(client, repository),
        new GiteaStatuses(client, repository),
        new OneComment(it -> new GiteaComments(client, repository, it), GiteaComments.LONGEST),
        new GiteaHooks(client, repository),
        (commit, file) -> URI.create(page + "/src/commit/" + commit + "/" + RestCall.encode(file)));
  }

  private static URI api(RepositoryUrl repository) {
    return URI.create(
        repository.kind() == RepositoryUrl.Kind.HTTP
            ? repository.uri().getScheme() + "://" + repository.uri().getRawAuthority() + "/api/v1"
            : "https://" + repository.place().host() + "/api/v1");
  }

  /** What logs in to Git may be a password, which the API takes with its user only. */
  private static Authorization authorization(Credentials credentials) {
    Credentials.Token login = ApiLogin.token(HostKind.GITEA, credentials);
    return credentials.api().isPresent()
        ? () -> "token " + login.token()
        : Authorization.basic(login.username(), login.token());
  }
}
