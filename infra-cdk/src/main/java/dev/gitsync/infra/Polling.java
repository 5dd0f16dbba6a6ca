package dev.gitsync.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.constructs.Construct;

/** The tick of each minute, which finds the links whose branch moved and the changes that wait. */
final class Polling extends Construct {
  Polling(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    Storage storage = code.storage();
    SyncFunction poll =
        code.function(this, "Poll", FunctionSpec.POLL)
            .with("WORKSPACES_TABLE", storage.workspaces().getTableName())
            .may(
                "PendingByAge",
                storage.workspaces().getTableArn() + "/index/" + Storage.PENDING_BY_AGE,
                "dynamodb:Query")
            .table("LINKS_TABLE", storage.links(), TableUse.REMEMBER)
            .may(
                "LinksByPollSlot",
                storage.links().getTableArn() + "/index/" + Storage.BY_POLL_SLOT,
                "dynamodb:Query")
            .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound())
            .sendsTo("INBOUND_QUEUE_URL", code.queues().inbound())
            .sendsTo("RESYNC_QUEUE_URL", code.queues().resync());

    Schedule.Builder.create(this, "Tick")
        .description("Looks for links whose branch moved and for changes left waiting")
        .schedule(ScheduleExpression.rate(Duration.minutes(1)))
        .target(
            LambdaInvoke.Builder.create(poll.function())
                .role(caller(poll.function()).withoutPolicyUpdates())
                .input(tick())
                // A lost tick is made good by the next: a late one would only double it.
                .retryAttempts(0)
                .maxEventAge(Duration.minutes(1))
                .build())
        .build();
  }

  /** Who calls the function: schedules of this account, and only by the alias. */
  private Role caller(IFunction function) {
    Role role =
        Role.Builder.create(this, "TickRole")
            .assumedBy(
                new ServicePrincipal("scheduler.amazonaws.com")
                    .withConditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
            .build();
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("Poll")
            .actions(List.of("lambda:InvokeFunction"))
            .resources(List.of(function.getFunctionArn()))
            .build());
    return role;
  }

  /**
   * The event of a scheduled rule. Without it Scheduler would send its own, whose {@code detail} is
   * a text and not the object that {@code ScheduledEvent} expects.
   */
  private static ScheduleTargetInput tick() {
    // In one order, so that one stack always gives one template.
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", ContextAttribute.getExecutionId());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.scheduler");
    event.put("time", ContextAttribute.getScheduledTime());
    event.put("resources", List.of(ContextAttribute.getScheduleArn()));
    event.put("detail", Map.of());
    return ScheduleTargetInput.fromObject(event);
  }
}
