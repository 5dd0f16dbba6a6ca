package dev.gitsync.testkit;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;

class InMemoryGitTest extends GitRemoteContract {

  private final InMemoryGit git = new InMemoryGit();

  @Override
  protected GitRemote open() {
    return git.open(
        new LinkSettings(
            new RepositoryUrl("https://git.example/acme"), "main", "", LinkSettings.Mode.RUNNING),
        new LinkLayout(new WorkspaceId("acme"), ""),
        Credentials.token("sync", "token"));
  }
}
