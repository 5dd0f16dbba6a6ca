package dev.gitsync.bench.git;

import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.io.IOException;

/** A peer at work on a branch. */
interface Session {

  /** Gets ready for a job. Not measured. */
  void prepare(Job job) throws IOException;

  /**
   * Does a job. Measured.
   *
   * @param draft the commit to push
   */
  void run(Job job, CommitDraft draft) throws IOException;
}
