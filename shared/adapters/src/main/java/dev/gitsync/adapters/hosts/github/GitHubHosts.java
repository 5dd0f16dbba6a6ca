package dev.gitsync.adapters.hosts.github;

import dev.gitsync.adapters.git.AppTokens;
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
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Repositories on GitHub, GitHub Enterprise Cloud and Server. An App shows checks as check runs; a
 * token, which GitHub does not let make any, as commit statuses.
 */
public record GitHubHosts(RestClients clients, AppTokens tokens) implements CodeHosts {

  static final Dialect DIALECT =
      new Dialect(
          "GitHub",
          Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"),
          GitHubRight::accepted,
          json -> json.findText("message"));

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    String name = settings.repository().place().path();
    URI api = AppTokens.api(settings);
    Optional<GitHubApp> app =
        credentials.api().isEmpty() && credentials.login() instanceof GitHubApp it
            ? Optional.of(it)
            : Optional.empty();
    Authorization authorization =
        app.map(it -> tokens.api(it, settings, credentials)).orElseGet(() -> token(credentials));
    RestClient client = clients.open(DIALECT, api, authorization, settings, credentials);
    var us = app.<GitHubUs>map(it -> new GitHubUs.App(it.appId())).orElseGet(GitHubUs.User::new);
    return Optional.of(host(client, "/repos/" + name, pages(api) + name, us));
  }

  /**
   * A repository.
   *
   * @param repository its path in the API
   * @param page where people see it
   */
  private static CodeHost host(RestClient client, String repository, String page, GitHubUs us) {
    ComposedHost.Checks checks =
        switch (us) {
          case GitHubUs.App(var id) -> new GitHubChecks(client, repository, id);
          case GitHubUs.User() -> new GitHubStatuses(client, repository);
        };
    return new ComposedHost(
        new GitHubPulls(client, repository),
        checks,
        new OneComment(
            it -> new GitHubComments(client, repository, us, it), GitHubComments.LONGEST),
        new GitHubHooks(client, repository),
        (commit, file) -> URI.create(page + "/blob/" + commit + "/" + RestCall.encode(file)));
  }

  /** The API is below the pages, or at a host of its own. */
  private static String pages(URI api) {
    String root = api.toString().replaceFirst("/*$", "");
    return root.endsWith("/api/v3")
        ? root.substring(0, root.length() - "api/v3".length())
        : root.replaceFirst("://api\\.", "://") + "/";
  }

  private static Authorization token(Credentials credentials) {
    String header = "Bearer " + ApiLogin.token(HostKind.GITHUB, credentials).token();
    return () -> header;
  }
}
