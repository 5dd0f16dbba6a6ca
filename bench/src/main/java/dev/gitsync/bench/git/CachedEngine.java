package dev.gitsync.bench.git;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemotes;
import java.io.IOException;
import java.util.Optional;

/** Our engine in a process that has read the files before, and whose connection is open. */
final class CachedEngine implements Session {

  private final Branch branch;
  private final GitRemotes remotes;
  private Optional<CommitId> tip = Optional.empty();

  CachedEngine(Branch branch) {
    this.branch = branch;
    this.remotes = Engine.remotes(branch);
  }

  @Override
  public void prepare(Job job) throws IOException {
    try (var engine = new Engine(branch.open(remotes))) {
      CommitId now = engine.tip();
      tip = Optional.of(now);
      if (!job.isPoll()) {
        engine.read(now, job.paths());
      }
    }
  }

  @Override
  public void run(Job job, CommitDraft draft) throws IOException {
    CommitId known = tip.orElseThrow();
    try (var engine = new Engine(branch.open(remotes))) {
      if (!job.isPoll()) {
        engine.push(known, draft);
      } else if (!engine.tip().equals(known)) {
        throw new IOException("The branch has moved.");
      }
    }
  }
}
