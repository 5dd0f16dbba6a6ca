package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.OutboundFlow;
import java.util.Map;

/** Carries waiting changes to their branches, on hints from the outbound queue. */
public final class OutboundHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final FlowRunner runner;
  private final OutboundFlow flow;

  /** As the Lambda runtime makes it. */
  public OutboundHandler() {
    this(System.getenv());
  }

  /** With an environment of one's own. */
  public OutboundHandler(Map<String, String> environment) {
    var wiring = new Wiring(environment);
    this.runner = wiring.runner();
    this.flow = wiring.outbound();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return HintBatch.run(
        event,
        workspace -> runner.run(OutboundFlow.NAME, workspace, WhenHeld.STAY_AWAY, flow::run));
  }
}
