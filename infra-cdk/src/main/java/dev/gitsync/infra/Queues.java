package dev.gitsync.infra;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * One FIFO queue per flow, each with a dead-letter queue of its own. A message group is a
 * workspace, of checks a repository: its messages stay in order and never run at the same time;
 * groups run side by side.
 */
final class Queues extends Construct {
  private final FlowQueue outbound;
  private final FlowQueue inbound;
  private final FlowQueue resync;
  private final FlowQueue check;

  Queues(Construct scope, String id, Encryption encryption) {
    super(scope, id);
    // Edits made together wait for each other a second, so that they travel in one push.
    outbound =
        FlowQueue.of(this, "Outbound", FunctionSpec.OUTBOUND, Duration.ofSeconds(1), encryption);
    inbound = FlowQueue.of(this, "Inbound", FunctionSpec.INBOUND, Duration.ZERO, encryption);
    resync = FlowQueue.of(this, "Resync", FunctionSpec.RESYNC, Duration.ZERO, encryption);
    check = FlowQueue.of(this, "Check", FunctionSpec.CHECK, Duration.ZERO, encryption);
  }

  Queue outbound() {
    return outbound.live();
  }

  Queue inbound() {
    return inbound.live();
  }

  Queue resync() {
    return resync.live();
  }

  Queue check() {
    return check.live();
  }

  List<FlowQueue> all() {
    return List.of(outbound, inbound, resync, check);
  }
}
