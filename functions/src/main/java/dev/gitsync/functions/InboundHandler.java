package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.InboundFlow;
import java.time.Duration;
import java.util.Map;

/** Takes over what was pushed, on hints from the inbound queue. */
public final class InboundHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final HintBatch<WorkspaceId> batch;

  /** As the Lambda runtime makes it. */
  public InboundHandler() {
    this(Wiring.onLambda());
  }

  /** With an environment of one's own. */
  public InboundHandler(Map<String, String> environment) {
    this(new Wiring(environment));
  }

  private InboundHandler(Wiring wiring) {
    FlowRunner runner = wiring.runner();
    InboundFlow flow = wiring.inbound();
    this.batch =
        HintBatch.ofLinks(
            wiring.visibility(Variable.INBOUND_QUEUE_URL)::comeBackAfter,
            workspace -> runner.run(InboundFlow.NAME, workspace, WhenHeld.STAY_AWAY, flow::run));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.run(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
