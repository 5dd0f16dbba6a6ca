package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.gitsync.adapters.sqs.CheckHint;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.host.CheckTarget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Checks pull requests, on hints from the queue of checks. All hints at one are one check. */
public final class CheckHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final HintBatch<Wanted> batch;

  /** As the Lambda runtime makes it. */
  public CheckHandler() {
    this(Wiring.onLambda());
  }

  /** With an environment of one's own. */
  public CheckHandler(Map<String, String> environment) {
    this(new Wiring(environment));
  }

  private CheckHandler(Wiring wiring) {
    this(wiring.visibility(Variable.CHECK_QUEUE_URL)::comeBackAfter, wiring.checker());
  }

  CheckHandler(HintBatch.Visibility visibility, Checker checker) {
    this.batch =
        new HintBatch<>(
            visibility,
            HintBatch.Postponed.COMES_BACK,
            CheckHandler::read,
            wanted -> checker.check(wanted.workspace(), wanted.target()));
  }

  /** A check that is wanted. */
  private record Wanted(WorkspaceId workspace, CheckTarget target) {}

  private static Optional<Wanted> read(Mapping hint) {
    return hint.text("workspace")
        .flatMap(WorkspaceId::parse)
        .flatMap(workspace -> CheckHint.read(hint).map(target -> new Wanted(workspace, target)));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return run(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  SQSBatchResponse run(SQSEvent event, Duration left) {
    return batch.run(event, left);
  }
}
