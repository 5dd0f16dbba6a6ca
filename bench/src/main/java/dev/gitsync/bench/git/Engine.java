package dev.gitsync.bench.git;

import dev.gitsync.adapters.git.EngineRemotes;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.At;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemotes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Our engine, used through the port as a run of a flow does. */
record Engine(GitRemote remote) implements AutoCloseable {

  /** Remotes that know nothing yet. */
  static GitRemotes remotes(Branch branch) {
    var guard = new AddressGuard(Set.of(branch.repository().getHost()));
    return new EngineRemotes(guard, InstantSource.system());
  }

  CommitId tip() throws IOException {
    if (remote.tip() instanceof At(var commit)) {
      return commit;
    }
    throw new IOException("The branch is not there.");
  }

  /** Reads files, all of which are there. */
  void read(CommitId tip, Set<RepoPath> paths) throws IOException {
    if (remote.read(tip, paths).size() != paths.size()) {
      throw new IOException("Files are missing.");
    }
  }

  void push(CommitId tip, CommitDraft draft) throws IOException {
    PushOutcome outcome = remote.push(Optional.of(tip), List.of(draft));
    if (!(outcome instanceof Pushed)) {
      throw new IOException("The push came to " + outcome);
    }
  }

  @Override
  public void close() {
    remote.close();
  }
}
