package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.adapters.hosts.ApiLogin;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.Dialect;
import dev.gitsync.adapters.hosts.rest.Fields;
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

/**
 * Projects on GitLab. Personal, project, group and OAuth tokens all go as {@code Bearer}
 * ("Authentication" in GitLab's REST API); {@code PRIVATE-TOKEN} takes no OAuth tokens.
 */
public record GitLabHosts(RestClients clients) implements CodeHosts {

  static final Dialect DIALECT =
      new Dialect("GitLab", Map.of(), none -> Optional.empty(), GitLabHosts::words);

  private static final String API = "/api/v4";

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    String header = "Bearer " + ApiLogin.token(HostKind.GITLAB, credentials).token();
    Authorization authorization = () -> header;
    URI api = settings.hosting().api().orElseGet(() -> api(settings.repository()));
    var client = clients.open(DIALECT, api, authorization, settings, credentials);
    String name = project(settings.repository(), api);
    String page = api.toString().replaceFirst("(" + API + ")?/*$", "/") + name;
    return Optional.of(host(client, "/projects/" + RestCall.encode(name), page));
  }

  /**
   * A project.
   *
   * @param project its path in the API
   * @param page where people see it
   */
  private static CodeHost host(RestClient client, String project, String page) {
    var mergeRequests = new GitLabMergeRequests(client, project);
    return new ComposedHost(
        mergeRequests,
        new GitLabStatuses(client, project),
        new OneComment(it -> new GitLabNotes(client, mergeRequests.path(it)), GitLabNotes.LONGEST),
        new GitLabHooks(client, project),
        (commit, file) -> URI.create(page + "/-/blob/" + commit + "/" + RestCall.encode(file)));
  }

  private static URI api(RepositoryUrl repository) {
    if (repository.kind() == RepositoryUrl.Kind.HTTP) {
      URI uri = repository.uri();
      return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + API);
    }
    String host = repository.place().host();
    return URI.create("https://" + (host.equals("altssh.gitlab.com") ? "gitlab.com" : host) + API);
  }

  /** With all groups; without the path below which GitLab itself is, if there is one. */
  private static String project(RepositoryUrl repository, URI api) {
    String path = repository.place().path();
    String root = api.getPath().replaceAll(API + "/*$", "").replaceAll("^/+", "") + "/";
    return repository.kind() == RepositoryUrl.Kind.HTTP && path.startsWith(root)
        ? path.substring(root.length())
        : path;
  }

  /** {@code message} is a string, or lists what is wrong with each field. */
  private static Optional<String> words(Fields json) {
    return json.findText("message")
        .or(() -> json.findText("error_description"))
        .or(() -> json.findText("error"))
        .or(() -> json.items("message").stream().findFirst().map(Fields::text));
  }
}
