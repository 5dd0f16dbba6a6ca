package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a repository is on Azure DevOps.
 *
 * @param collection the organisation, or a server's collection: {@code https://dev.azure.com/acme}
 */
record AzurePlace(URI collection, String project, String repository) {

  private static final String REPOSITORIES = "_git";
  private static final String SERVICE = "https://dev.azure.com/";

  /**
   * What an address tells. Its forms: {@code ORGANISATION/PROJECT/_git/REPOSITORY}, the same
   * without a project that is called as the repository is, and for SSH {@code
   * v3/ORGANISATION/PROJECT/REPOSITORY}; on {@code visualstudio.com} the host names the
   * organisation, and a server has its collection, which may be below further paths.
   */
  static Optional<AzurePlace> of(LinkSettings settings) {
    RepositoryUrl address = settings.repository();
    List<String> names = names(address);
    if (names.getFirst().equals("v3") && names.size() == 4) {
      return Optional.of(place(settings, SERVICE, names.subList(1, 2), names.get(2), names.get(3)));
    }
    int at = names.lastIndexOf(REPOSITORIES);
    if (at < 0 || at != names.size() - 2) {
      return Optional.empty();
    }
    String repository = names.getLast();
    List<String> before = names.subList(0, at);
    boolean shortened = before.size() <= depth(address, before);
    String project = shortened ? repository : before.getLast();
    List<String> collection = shortened ? before : before.subList(0, before.size() - 1);
    return Optional.of(place(settings, origin(address), collection, project, repository));
  }

  /** Spaces are {@code %20} in addresses of any form, but only those that are URIs are decoded. */
  private static List<String> names(RepositoryUrl address) {
    Stream<String> names = Arrays.stream(address.place().path().split("/"));
    boolean isUri = address.value().contains("://");
    return names.map(it -> isUri ? it : decode(it)).toList();
  }

  private static String decode(String name) {
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * How many names say which organisation or collection it is: none where the host does. A server
   * is below {@code tfs} unless it was set up in another way.
   */
  private static int depth(RepositoryUrl address, List<String> before) {
    String host = address.place().host();
    if (host.endsWith(".visualstudio.com")) {
      return 0;
    }
    boolean isBelow =
        !host.equals("dev.azure.com") && !before.isEmpty() && before.getFirst().equals("tfs");
    return isBelow ? 2 : 1;
  }

  private static String origin(RepositoryUrl address) {
    return address.kind() == RepositoryUrl.Kind.HTTP
        ? address.uri().getScheme() + "://" + authority(address.uri()) + "/"
        : "https://" + address.place().host() + "/";
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static AzurePlace place(
      LinkSettings settings,
      String origin,
      List<String> collection,
      String project,
      String repository) {
    String path = String.join("/", collection.stream().map(RestCall::encode).toList());
    URI base =
        settings.hosting().api().orElseGet(() -> URI.create((origin + path).replaceAll("/+$", "")));
    return new AzurePlace(base, project, repository);
  }

  /** The repository's path in the API. */
  String path() {
    return "/%s/_apis/git/repositories/%s"
        .formatted(RestCall.encode(project), RestCall.encode(repository));
  }

  /** The path of its pull requests in the API. */
  String pullRequests() {
    return path() + "/pullrequests";
  }

  /** The path of one of its pull requests in the API. */
  String pullRequest(long number) {
    return pullRequests() + "/" + number;
  }

  /** The path of one's threads of comments in the API. */
  String threads(long number) {
    return pullRequest(number) + "/threads";
  }

  /** Where people see the repository. */
  String page() {
    return "%s/%s/_git/%s"
        .formatted(collection, RestCall.encode(project), RestCall.encode(repository));
  }

  /** Where people see a file of a commit. */
  URI page(CommitId commit, RepoPath file) {
    String path = RestCall.encode("/" + file);
    return URI.create(page() + "?path=" + path + "&version=GC" + commit);
  }
}
