package dev.gitsync.infra;

import software.constructs.Construct;

/** Git to workspace: the inbound queue and the function that applies what came. */
final class InboundPath extends Construct {
  /** How many branches are read at once. */
  private static final int AT_ONCE = 50;

  InboundPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Inbound", FunctionSpec.INBOUND)
        .consumes("INBOUND_QUEUE_URL", code.queues().inbound(), AT_ONCE)
        // A manifest that somebody edited has to be put right.
        .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound());
  }
}
