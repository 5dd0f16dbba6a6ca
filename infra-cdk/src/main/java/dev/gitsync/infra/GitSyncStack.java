package dev.gitsync.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** The whole system in one account and region: what is stored, and one construct per path. */
public final class GitSyncStack extends Stack {
  /** Puts the system into {@code scope}, under the name that the settings give it. */
  public GitSyncStack(Construct scope, Settings settings) {
    super(
        scope,
        settings.stackName(),
        StackProps.builder()
            .description("Git Sync: keeps workspaces and Git repositories equal")
            .build());
    Encryption encryption = new Encryption(this, "Encryption");
    Storage storage = new Storage(this, "Storage", encryption);
    Queues queues = new Queues(this, "Queues", encryption);
    FunctionCode code = new FunctionCode(this, settings, encryption, storage, queues);

    new OutboundPath(this, "OutboundPath", code);
    new InboundPath(this, "InboundPath", code);
    new Polling(this, "Polling", code);
    new ResyncPath(this, "ResyncPath", code);
    new CheckPath(this, "CheckPath", code);
    if (!settings.codeCommitRepositories().isEmpty()) {
      new CodeCommitPath(this, "CodeCommitPath", code);
    }
    PublicApi api = new PublicApi(this, "PublicApi", code, settings);
    Overview overview = watch(settings, encryption, code);

    tag("Application", "GitSync");
    tag("Environment", settings.environment().isEmpty() ? "main" : settings.environment());
    // The CDK makes each function wait for its role, which naming the role does already.
    getTemplateOptions()
        .setMetadata(
            Map.of("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("W3005")))));
    output("ApiUrl", api.url());
    api.domainTarget().ifPresent(target -> output("DomainTarget", target));
    output("WorkspacesTable", storage.workspaces().getTableName());
    for (FlowQueue queue : queues.all()) {
      output(queue.title() + "Queue", queue.live().getQueueUrl());
      output(queue.title() + "DeadLetters", queue.dead().getQueueUrl());
    }
    output("Dashboard", overview.url());
  }

  private Overview watch(Settings settings, Encryption encryption, FunctionCode code) {
    Metrics metrics = new Metrics(getStackName());
    Optional<AlarmMail> mail =
        settings.alarmEmail().isEmpty()
            ? Optional.empty()
            : Optional.of(new AlarmMail(this, "AlarmMail", settings.alarmEmail(), encryption));
    Alarms alarms = new Alarms(this, "Alarms", metrics, mail);
    code.queues().all().forEach(alarms::deadLetters);
    code.functions().forEach(alarms::function);
    return new Overview(this, "Overview", metrics, code);
  }

  private void tag(String name, String value) {
    // Dashboards take tags only lately, and what checks templates does not know it yet.
    Tags.of(this)
        .add(
            name,
            value,
            TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
