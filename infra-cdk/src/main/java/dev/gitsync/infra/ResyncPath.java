package dev.gitsync.infra;

import software.constructs.Construct;

/** Full resync: its queue and the function that makes both sides equal. */
final class ResyncPath extends Construct {
  /** How many run at once: they are long, and must leave room for edits. */
  private static final int AT_ONCE = 5;

  ResyncPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Resync", FunctionSpec.RESYNC)
        .consumes("RESYNC_QUEUE_URL", code.queues().resync(), AT_ONCE)
        // What was edited while it ran is carried to Git right after.
        .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound());
  }
}
