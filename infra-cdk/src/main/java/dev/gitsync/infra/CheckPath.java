package dev.gitsync.infra;

import software.constructs.Construct;

/** Checks of pull requests: their queue and the function that runs them. */
final class CheckPath extends Construct {
  /** How many run at once: hosts do not like to be asked for much at a time. */
  private static final int AT_ONCE = 10;

  CheckPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    Storage storage = code.storage();
    code.function(this, "Check", FunctionSpec.CHECK)
        .table("WORKSPACES_TABLE", storage.workspaces(), TableUse.BROWSE)
        .table("LINKS_TABLE", storage.links(), TableUse.REMEMBER)
        .may(
            "LinksByPlace",
            storage.links().getTableArn() + "/index/" + Storage.BY_PLACE,
            "dynamodb:Query")
        .consumes("CHECK_QUEUE_URL", code.queues().check(), AT_ONCE);
  }
}
