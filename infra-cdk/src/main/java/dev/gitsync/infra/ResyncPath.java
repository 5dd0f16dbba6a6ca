package dev.gitsync.infra;

import software.constructs.Construct;

/** Full resync: its queue and the function that makes both sides equal. */
final class ResyncPath extends Construct {
  ResyncPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Resync", FunctionSpec.RESYNC, code.queues().resync());
  }
}
