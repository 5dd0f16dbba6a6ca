package dev.gitsync.bench.git;

import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.testkit.ByteMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * A peer at one repository, with a meter and a branch of its own.
 *
 * @param asked how often the server was asked so far
 */
record Lane(Peer peer, Session session, IntSupplier asked, ByteMeter meter)
    implements AutoCloseable {

  Cost measure(Job job, int round) throws IOException {
    CommitDraft draft = job.draft(round);
    session.prepare(job);
    if (!peer.keepsConnections()) {
      meter.hangUp();
    }
    meter.reset();
    int before = asked.getAsInt();
    long start = System.nanoTime();
    session.run(job, draft);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Cost(asked.getAsInt() - before, meter.connections(), meter.up(), meter.down(), time);
  }

  @Override
  public void close() throws IOException {
    meter.close();
  }
}
