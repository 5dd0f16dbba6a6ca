package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.InboundFlow;
import java.util.Map;

/** Takes over what was pushed, on hints from the inbound queue. */
public final class InboundHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final FlowRunner runner;
  private final InboundFlow flow;

  /** As the Lambda runtime makes it. */
  public InboundHandler() {
    this(System.getenv());
  }

  /** With an environment of one's own. */
  public InboundHandler(Map<String, String> environment) {
    var wiring = new Wiring(environment);
    this.runner = wiring.runner();
    this.flow = wiring.inbound();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return HintBatch.run(
        event, workspace -> runner.run(InboundFlow.NAME, workspace, WhenHeld.STAY_AWAY, flow::run));
  }
}
