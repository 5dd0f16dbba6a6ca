package dev.gitsync.bench.git;

import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.time.Duration;

/** A peer at one repository, with a meter and a branch of its own. */
record Lane(Peer peer, Session session, CGitServer server, ByteMeter meter)
    implements AutoCloseable {

  Cost measure(Job job, int round) throws IOException {
    CommitDraft draft = job.draft(round);
    session.prepare(job);
    if (!peer.keepsConnections()) {
      meter.hangUp();
    }
    meter.reset();
    int asked = server.requests().size();
    long start = System.nanoTime();
    session.run(job, draft);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Cost(
        server.requests().size() - asked, meter.connections(), meter.up(), meter.down(), time);
  }

  @Override
  public void close() throws IOException {
    meter.close();
  }
}
