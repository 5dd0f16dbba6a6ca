package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.OutboundFlow;
import java.time.Duration;
import java.util.Map;

/** Carries waiting changes to their branches, on hints from the outbound queue. */
public final class OutboundHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final HintBatch<WorkspaceId> batch;

  /** As the Lambda runtime makes it. */
  public OutboundHandler() {
    this(Wiring.onLambda());
  }

  /** With an environment of one's own. */
  public OutboundHandler(Map<String, String> environment) {
    this(new Wiring(environment));
  }

  private OutboundHandler(Wiring wiring) {
    FlowRunner runner = wiring.runner();
    OutboundFlow flow = wiring.outbound();
    this.batch =
        HintBatch.ofLinks(
            wiring.visibility(Variable.OUTBOUND_QUEUE_URL)::comeBackAfter,
            workspace -> runner.run(OutboundFlow.NAME, workspace, WhenHeld.STAY_AWAY, flow::run));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.run(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
