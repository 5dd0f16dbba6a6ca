package dev.gitsync.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The whole system in one account and region: what is stored, and one construct per path. */
public final class GitSyncStack extends Stack {
  /** Puts the system into {@code scope} as {@code id}. */
  public GitSyncStack(Construct scope, String id, Settings settings) {
    super(
        scope,
        id,
        StackProps.builder()
            .description("Git Sync: keeps workspaces and Git repositories equal")
            .build());
    Storage storage = new Storage(this, "Storage");
    Queues queues = new Queues(this, "Queues");
    FunctionCode code = new FunctionCode(this, settings, storage, queues);

    new OutboundPath(this, "OutboundPath", code);
    new InboundPath(this, "InboundPath", code);
    new ResyncPath(this, "ResyncPath", code);
    PublicApi api = new PublicApi(this, "PublicApi", code, ApiSettings.of(getNode()));

    output("ApiUrl", api.url());
    api.domainTarget().ifPresent(it -> output("DomainTarget", it));
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
