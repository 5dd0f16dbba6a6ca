package dev.gitsync.bench.git;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.io.IOException;

/** Our engine in a process that knows nothing. Reads before it writes, as the flows do. */
record ColdEngine(Branch branch) implements Session {

  @Override
  public void prepare(Job job) throws IOException {
    Tls.forgetSessions();
  }

  @Override
  public void run(Job job, CommitDraft draft) throws IOException {
    try (var engine = new Engine(branch.open(Engine.remotes(branch)))) {
      CommitId tip = engine.tip();
      if (!job.isPoll()) {
        engine.read(tip, draft.files().keySet());
        engine.push(tip, draft);
      }
    }
  }
}
