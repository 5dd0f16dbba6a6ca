package dev.gitsync.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.constructs.Construct;

/**
 * Git to workspace: the tick that finds the links whose branch moved, and the function that applies
 * what came.
 */
final class InboundPath extends Construct {
  InboundPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    code.flow(this, "Inbound", FunctionSpec.INBOUND, code.queues().inbound())
        // A manifest that somebody edited has to be put right.
        .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound());

    Storage storage = code.storage();
    SyncFunction poll =
        code.function(this, "Poll", FunctionSpec.POLL)
            .with("WORKSPACES_TABLE", storage.workspaces().getTableName())
            .may(
                "PendingByAge",
                storage.workspaces().getTableArn() + "/index/" + Storage.PENDING_BY_AGE,
                "dynamodb:Query")
            .table("LINKS_TABLE", storage.links(), TableUse.SWEEP)
            .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound())
            .sendsTo("INBOUND_QUEUE_URL", code.queues().inbound())
            .sendsTo("RESYNC_QUEUE_URL", code.queues().resync());

    Schedule.Builder.create(this, "Tick")
        .description("Looks for links whose branch moved and for changes left waiting")
        .schedule(ScheduleExpression.rate(Duration.minutes(1)))
        .target(
            LambdaInvoke.Builder.create(poll.function())
                .input(tick())
                // A lost tick is made good by the next: a late one would only double it.
                .retryAttempts(0)
                .maxEventAge(Duration.minutes(1))
                .build())
        .build();
  }

  /**
   * The event of a scheduled rule. Without it Scheduler would send its own, whose {@code detail} is
   * a text and not the object that {@code ScheduledEvent} expects.
   */
  private static ScheduleTargetInput tick() {
    return ScheduleTargetInput.fromObject(
        Map.of(
            "id", ContextAttribute.getExecutionId(),
            "detail-type", "Scheduled Event",
            "source", "aws.scheduler",
            "time", ContextAttribute.getScheduledTime(),
            "resources", List.of(ContextAttribute.getScheduleArn()),
            "detail", Map.of()));
  }
}
