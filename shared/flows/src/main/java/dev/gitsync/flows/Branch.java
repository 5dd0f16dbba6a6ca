package dev.gitsync.flows;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Opens the branch that a link is tied to, and what is around it, with the link's credentials. */
public record Branch(GitRemotes remotes, CredentialStore credentials, CodeHosts hosts) {

  /** Branches on servers without pull requests. */
  public Branch(GitRemotes remotes, CredentialStore credentials) {
    this(remotes, credentials, CodeHosts.NONE);
  }

  /**
   * The branch of a link.
   *
   * @throws NeedsUser when there are no credentials
   */
  public GitRemote open(Link link) {
    return open(link.workspace(), link.settings());
  }

  /**
   * Asks the branch of a link. Where the credentials are refused and may be out of date, they are
   * fetched again and it is asked once more.
   */
  <T> T withFreshCredentials(Link link, Function<GitRemote, T> question) {
    try {
      return ask(link, question);
    } catch (NeedsUser e) {
      if (!credentials.forget(link.workspace())) {
        throw e;
      }
      return ask(link, question);
    }
  }

  private <T> T ask(Link link, Function<GitRemote, T> question) {
    try (GitRemote remote = open(link)) {
      return question.apply(remote);
    }
  }

  GitRemote open(WorkspaceId workspace, LinkSettings settings) {
    return remotes.open(
        settings, new LinkLayout(workspace, settings.folder()), find(workspace, settings));
  }

  /** Another branch of the link's repository. */
  GitRemote open(Link link, String other) {
    return open(link.workspace(), link.settings().onBranch(other));
  }

  /** The service around the repository of a link; empty where there is none. */
  Optional<CodeHost> host(Link link) {
    return host(link.workspace(), link.settings());
  }

  /** Whether there is a service around the repository of a link that its credentials open. */
  boolean hasHost(Link link) {
    try {
      return host(link).isPresent();
    } catch (NeedsUser e) {
      return false;
    }
  }

  Optional<CodeHost> host(WorkspaceId workspace, LinkSettings settings) {
    return hosts.open(settings, find(workspace, settings));
  }

  /**
   * The credentials of a link.
   *
   * @throws NeedsUser when there are none
   */
  public Credentials credentials(Link link) {
    return find(link.workspace(), link.settings());
  }

  /** The keys of the SSH servers on the way, as in {@link GitRemotes#hostKeys}. */
  Map<String, HostKey> hostKeys(WorkspaceId workspace, LinkSettings settings) {
    return remotes.hostKeys(settings, find(workspace, settings));
  }

  private Credentials find(WorkspaceId workspace, LinkSettings settings) {
    if (settings.repository().kind() == RepositoryUrl.Kind.CODECOMMIT) {
      return new Credentials(new Credentials.AwsRole());
    }
    return credentials
        .find(workspace)
        .orElseThrow(
            () ->
                new NeedsUser(
                    "GIT-004",
                    "Workspace \"%s\" has no Git credentials.".formatted(workspace),
                    "Set them with PUT /api/v1/git-sync/credentials."));
  }

  /**
   * Where the branch points.
   *
   * @return empty when the repository is empty
   * @throws NeedsUser when the repository has branches, but not this one
   */
  public static Optional<CommitId> tip(GitRemote remote, Link link) {
    return switch (remote.tip()) {
      case GitRemote.At(var commit) -> Optional.of(commit);
      case GitRemote.Unborn unborn -> Optional.empty();
      case GitRemote.Missing missing ->
          throw new NeedsUser(
              "GIT-003",
              "Branch \"%s\" of workspace \"%s\" is not in the repository."
                  .formatted(link.settings().branch(), link.workspace()),
              "Push the branch, or choose another one.");
    };
  }
}
