package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;

/** Opens branches in AWS CodeCommit, with the role that the deployment runs with. */
public final class CodeCommitRemotes implements GitRemotes {

  private final CodeCommitClients clients;

  /** Remotes through these clients. */
  public CodeCommitRemotes(CodeCommitClients clients) {
    this.clients = clients;
  }

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    if (!(credentials.login() instanceof Credentials.AwsRole)) {
      throw new NeedsUser(
          "GIT-015",
          "Repositories of CodeCommit are reached with the deployment's own role.",
          "Use the https or ssh address to reach the repository with credentials.");
    }
    RepositoryUrl repository = settings.repository();
    var api = new CodeCommitApi(clients.client(repository), repository);
    return new CodeCommitRemote(api, settings.branch(), layout);
  }
}
