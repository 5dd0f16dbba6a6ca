package dev.gitsync.infra;

import software.constructs.Construct;

/** Workspace to Git: the outbound queue and the function that commits what is pending. */
final class OutboundPath extends Construct {
  OutboundPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Outbound", FunctionSpec.OUTBOUND, code.queues().outbound());
  }
}
