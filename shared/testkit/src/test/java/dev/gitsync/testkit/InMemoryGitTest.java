package dev.gitsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryGitTest extends GitRemoteContract {

  private final InMemoryGit git = new InMemoryGit();

  @Override
  protected GitRemote open(String branch) {
    return git.open(
        new LinkSettings(
            new RepositoryUrl("https://git.example/acme"), branch, "", LinkSettings.Mode.RUNNING),
        new LinkLayout(new WorkspaceId("acme"), ""),
        Credentials.token("sync", "token"));
  }

  @Override
  protected void keepBranch(String name, CommitId commit) {
    // All commits are kept.
  }

  @Override
  protected void forcePush(CommitId to) {
    git.forcePush(to);
  }

  @Test
  void forgetsWhatTheBranchDoesNotLeadTo() {
    CommitId first = git.commit(Fixtures.ADA, "One", Map.of("models/a.yaml", "a: 1\n"));
    CommitId lost = git.commit(Fixtures.ADA, "Two", Map.of("models/b.yaml", "b: 1\n"));
    git.forcePush(first);
    CommitId tip = git.commit(Fixtures.ADA, "Three", Map.of("models/c.yaml", "c: 1\n"));
    git.forget();
    try (GitRemote remote = open()) {
      assertThat(remote.history(Optional.of(lost), tip))
          .isEqualTo(remote.history(Optional.empty(), tip));
      assertThat(remote.history(Optional.of(first), tip).commits())
          .extracting(GitRemote.BranchCommit::id)
          .containsExactly(tip);
    }
  }
}
