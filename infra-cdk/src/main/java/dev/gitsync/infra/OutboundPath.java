package dev.gitsync.infra;

import software.constructs.Construct;

/** Workspace to Git: the outbound queue and the function that commits what is pending. */
final class OutboundPath extends Construct {
  /** How many links are committed to at once. */
  private static final int AT_ONCE = 50;

  OutboundPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Outbound", FunctionSpec.OUTBOUND)
        .consumes("OUTBOUND_QUEUE_URL", code.queues().outbound(), AT_ONCE);
  }
}
