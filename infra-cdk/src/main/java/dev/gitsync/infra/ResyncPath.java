package dev.gitsync.infra;

import software.constructs.Construct;

/** Full resync: its queue and the function that makes both sides equal. */
final class ResyncPath extends Construct {
  ResyncPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Resync", FunctionSpec.RESYNC, code.queues().resync())
        // What was edited while it ran is carried to Git right after.
        .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound());
  }
}
