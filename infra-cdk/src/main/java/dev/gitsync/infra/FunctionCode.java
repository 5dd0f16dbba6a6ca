package dev.gitsync.infra;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.AssetCode;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** What every function is made from: the one jar, the settings, the tables and the queues. */
final class FunctionCode {
  private final AssetCode jar;
  private final Secrets secrets;
  private final String gitAllowedHosts;
  private final List<String> repositories;
  private final Storage storage;
  private final Queues queues;

  FunctionCode(Construct scope, Settings settings, Storage storage, Queues queues) {
    this.jar = Code.fromAsset(settings.functionsJar().toString());
    this.secrets = new Secrets(scope, settings.secretPrefix());
    this.gitAllowedHosts = settings.gitAllowedHosts();
    this.repositories =
        settings.codeCommitRepositories().stream().map(name -> arn(scope, name)).toList();
    this.storage = storage;
    this.queues = queues;
  }

  /**
   * A function with a role and a log group of its own, which knows the hosts, secrets, cache and
   * repositories that links need; all else it is given by name.
   */
  SyncFunction function(Construct scope, String id, FunctionSpec spec) {
    SyncFunction function =
        bare(scope, id, spec)
            .with("SECRET_PREFIX", secrets.prefix())
            .with("GIT_ALLOWED_HOSTS", gitAllowedHosts)
            .table("CACHE_TABLE", storage.cache(), TableUse.REMEMBER)
            .may("Secrets", secrets.names(), "secretsmanager:GetSecretValue");
    return repositories.isEmpty()
        ? function
        : function.may("CodeCommit", repositories, spec.codeCommit().actions());
  }

  /** A function that works with no link: it knows nothing but what it is given by name. */
  SyncFunction bare(Construct scope, String id, FunctionSpec spec) {
    return new SyncFunction(scope, id, spec, jar);
  }

  private static String arn(Construct scope, String repository) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service("codecommit")
                .resource(repository)
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
  }

  /** The function of a flow that works off a queue: it reads and writes all three tables. */
  SyncFunction flow(Construct scope, String id, FunctionSpec spec, Queue queue) {
    return function(scope, id, spec)
        .table("WORKSPACES_TABLE", storage.workspaces(), TableUse.TRANSACT)
        .table("LINKS_TABLE", storage.links(), TableUse.REPLACE)
        .table("ACTIVITY_TABLE", storage.activity(), TableUse.APPEND)
        .consumes(queue);
  }

  Storage storage() {
    return storage;
  }

  Queues queues() {
    return queues;
  }

  Secrets secrets() {
    return secrets;
  }
}
