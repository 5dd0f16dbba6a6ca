package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.ResyncFlow;
import java.time.Duration;
import java.util.Map;

/** Does the full resyncs that were asked for, on hints from the resync queue. */
public final class ResyncHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final HintBatch batch;

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
    ResyncFlow flow = wiring.resync();
    this.batch =
        new HintBatch(
            wiring.visibility(Variable.RESYNC_QUEUE_URL)::comeBackAfter,
            workspace -> runner.run(ResyncFlow.NAME, workspace, WhenHeld.TAKE_OVER, flow::run));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.run(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
