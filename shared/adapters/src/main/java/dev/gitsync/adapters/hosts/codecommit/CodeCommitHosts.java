package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens CodeCommit's pull requests, always with the role that the deployment runs with: Git
 * credentials for CodeCommit are of no use at its API.
 */
public final class CodeCommitHosts implements CodeHosts {

  private static final Pattern HOST =
      Pattern.compile("git-codecommit\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");
  private static final String REPOSITORIES = "v1/repos/";

  private final CodeCommitClients clients;

  /** Hosts through these clients. */
  public CodeCommitHosts(CodeCommitClients clients) {
    this.clients = clients;
  }

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    return repository(settings.repository())
        .map(it -> new CodeCommitHost(new PullRequestApi(clients.client(it), it)));
  }

  /** A repository that is reached by HTTPS or SSH, as the API knows it. */
  private static Optional<RepositoryUrl> repository(RepositoryUrl address) {
    if (address.kind() == RepositoryUrl.Kind.CODECOMMIT) {
      return Optional.of(address);
    }
    RepositoryUrl.Place place = address.place();
    Matcher host = HOST.matcher(place.host());
    return host.matches() && place.path().startsWith(REPOSITORIES)
        ? RepositoryUrl.parse(
            "codecommit::%s://%s"
                .formatted(host.group(1), place.path().substring(REPOSITORIES.length())))
        : Optional.empty();
  }
}
