package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.GitRemoteContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, where the host's clock says what the contract dates its commits. */
class CodeCommitRemoteTest extends GitRemoteContract {

  @TempDir Path folder;
  private CodeCommitFixture codeCommit;

  @BeforeEach
  void start() throws IOException {
    codeCommit = CodeCommitFixture.start(folder);
  }

  @AfterEach
  void stop() {
    codeCommit.close();
  }

  @Override
  protected GitRemote open(String branch) {
    return codeCommit.open("acme", branch);
  }

  @Override
  protected void keepBranch(String name, CommitId commit) throws IOException {
    codeCommit.git("update-ref", "refs/heads/" + name, commit.value());
  }

  @Override
  protected void forcePush(CommitId to) throws IOException {
    codeCommit.git("update-ref", "refs/heads/main", to.value());
  }
}
