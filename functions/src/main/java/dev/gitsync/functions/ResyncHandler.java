package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.ResyncFlow;
import java.util.Map;

/** Does the full resyncs that were asked for, on hints from the resync queue. */
public final class ResyncHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final FlowRunner runner;
  private final ResyncFlow flow;

  /** As the Lambda runtime makes it. */
  public ResyncHandler() {
    this(System.getenv());
  }

  /** With an environment of one's own. */
  public ResyncHandler(Map<String, String> environment) {
    var wiring = new Wiring(environment);
    this.runner = wiring.runner();
    this.flow = wiring.resync();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return HintBatch.run(
        event, workspace -> runner.run(ResyncFlow.NAME, workspace, WhenHeld.TAKE_OVER, flow::run));
  }
}
