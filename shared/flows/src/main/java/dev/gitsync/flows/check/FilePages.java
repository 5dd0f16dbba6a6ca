package dev.gitsync.flows.check;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where people see a repository's files on its host's pages. */
record FilePages(HostKind host, String repository) {

  /** The pages of a link's repository; a port is kept only where it is one of HTTP. */
  static FilePages of(LinkSettings settings) {
    RepositoryUrl url = settings.repository();
    if (url.kind() == RepositoryUrl.Kind.HTTP) {
      URI uri = url.uri();
      String path = encoded(url.place().path());
      return new FilePages(
          settings.host(), uri.getScheme() + "://" + uri.getRawAuthority() + "/" + path);
    }
    return new FilePages(
        settings.host(), "https://" + url.place().host() + "/" + encoded(url.place().path()));
  }

  /** The page of a file at a commit; empty where nobody knows how the host names it. */
  Optional<String> page(CommitId commit, RepoPath file) {
    String path = encoded(file.value());
    return switch (host) {
      case GITHUB -> Optional.of("%s/blob/%s/%s".formatted(repository, commit, path));
      case GITLAB -> Optional.of("%s/-/blob/%s/%s".formatted(repository, commit, path));
      case GITEA -> Optional.of("%s/src/commit/%s/%s".formatted(repository, commit, path));
      case BITBUCKET -> Optional.of("%s/src/%s/%s".formatted(repository, commit, path));
      case BITBUCKET_SERVER, AZURE_DEVOPS, CODECOMMIT, NONE -> Optional.empty();
    };
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/"))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
