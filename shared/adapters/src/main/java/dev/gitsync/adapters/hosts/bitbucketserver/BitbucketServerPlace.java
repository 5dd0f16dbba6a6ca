package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a repository is on a Bitbucket Data Center.
 *
 * @param api the base of all its APIs: {@code https://host/rest}
 * @param project such as {@code ACME}, or {@code ~ada} for a user's own
 * @param name the repository's in it
 */
record BitbucketServerPlace(URI api, String project, String name) {

  private static final String CLONES = "scm";

  /**
   * What an address tells: the last two names of its path, whatever comes before. Empty where there
   * are not as many.
   */
  static Optional<BitbucketServerPlace> of(LinkSettings settings) {
    RepositoryUrl address = settings.repository();
    List<String> names = Arrays.asList(address.place().path().split("/", -1));
    if (names.size() < 2) {
      return Optional.empty();
    }
    int project = names.size() - 2;
    URI api = settings.hosting().api().orElseGet(() -> api(address, names.subList(0, project)));
    return Optional.of(new BitbucketServerPlace(api, names.get(project), names.getLast()));
  }

  /** Bitbucket may itself be below a path, which stands before {@code scm}. */
  private static URI api(RepositoryUrl address, List<String> before) {
    if (address.kind() != RepositoryUrl.Kind.HTTP) {
      return URI.create("https://" + address.place().host() + "/rest");
    }
    int clones = Math.max(0, before.lastIndexOf(CLONES));
    String root = String.join("", before.subList(0, clones).stream().map(it -> "/" + it).toList());
    URI uri = address.uri();
    return URI.create("%s://%s%s/rest".formatted(uri.getScheme(), uri.getRawAuthority(), root));
  }

  /** The repository's path in the API. */
  String repository() {
    return in("api");
  }

  /** A commit's path in the API for reports on it. */
  String reports(String commit) {
    return in("insights") + "/commits/" + commit + "/reports";
  }

  private String in(String api) {
    return "/%s/latest/projects/%s/repos/%s"
        .formatted(api, RestCall.encode(project), RestCall.encode(name));
  }

  /** Where people see the repository. */
  String page() {
    String root = api.toString().replaceAll("/rest/*$", "");
    String owner =
        project.startsWith("~")
            ? "/users/" + RestCall.encode(project.substring(1))
            : "/projects/" + RestCall.encode(project);
    return root + owner + "/repos/" + RestCall.encode(name);
  }

  /** Where people see a file of a commit. */
  URI page(CommitId commit, RepoPath file) {
    return URI.create(page() + "/browse/" + RestCall.encode(file) + "?at=" + commit);
  }
}
