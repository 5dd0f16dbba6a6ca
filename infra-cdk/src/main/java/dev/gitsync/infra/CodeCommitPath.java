package dev.gitsync.infra;

import java.util.List;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/** What EventBridge tells of the repositories of CodeCommit, in place of a webhook. */
final class CodeCommitPath extends Construct {
  CodeCommitPath(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    Storage storage = code.storage();
    SyncFunction function =
        code.bare(this, "CodeCommitEvent", FunctionSpec.CODECOMMIT_EVENT)
            .table("LINKS_TABLE", storage.links(), TableUse.REMEMBER)
            .may(
                "LinksByPlace",
                storage.links().getTableArn() + "/index/" + Storage.BY_PLACE,
                "dynamodb:Query")
            .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound())
            .sendsTo("INBOUND_QUEUE_URL", code.queues().inbound())
            .sendsTo("CHECK_QUEUE_URL", code.queues().check());
    Rule.Builder.create(this, "Events")
        .description("Tells Git Sync of pushes and pull requests")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.codecommit"))
                .detailType(
                    List.of(
                        "CodeCommit Repository State Change",
                        "CodeCommit Pull Request State Change"))
                .resources(code.repositories())
                .build())
        .targets(List.of(new LambdaFunction(function.function())))
        .build();
  }
}
