package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.RestoreFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.port.Links;
import java.time.Duration;
import java.util.Map;

/** Does the full resyncs and restores that were asked for, on hints from the resync queue. */
public final class ResyncHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final HintBatch<WorkspaceId> batch;

  /** As the Lambda runtime makes it. */
  public ResyncHandler() {
    this(Wiring.onLambda());
  }

  /** With an environment of one's own. */
  public ResyncHandler(Map<String, String> environment) {
    this(new Wiring(environment));
  }

  private ResyncHandler(Wiring wiring) {
    FlowRunner runner = wiring.runner();
    ResyncFlow resync = wiring.resync();
    RestoreFlow restore = wiring.restore();
    Links links = wiring.links();
    this.batch =
        HintBatch.ofLinks(
            wiring.visibility(Variable.RESYNC_QUEUE_URL)::comeBackAfter,
            workspace -> {
              runner.run(ResyncFlow.NAME, workspace, WhenHeld.TAKE_OVER, resync::run);
              if (isRestoreAskedFor(links, workspace)) {
                runner.run(RestoreFlow.NAME, workspace, WhenHeld.STAY_AWAY, restore::run);
              }
            });
  }

  /** Most runs are resyncs only; one that does nothing would leave a line in the log too. */
  private static boolean isRestoreAskedFor(Links links, WorkspaceId workspace) {
    return links.find(workspace).flatMap(link -> link.state().restore()).isPresent();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.run(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
