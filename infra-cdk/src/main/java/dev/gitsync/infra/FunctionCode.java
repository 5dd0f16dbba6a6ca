package dev.gitsync.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/** What every function is made from: the one jar, the settings, the tables and the queues. */
final class FunctionCode {
  private final Foundation foundation;
  private final Secrets secrets;
  private final String gitAllowedHosts;
  private final List<String> repositories;
  private final Storage storage;
  private final Queues queues;
  private final List<SyncFunction> functions = new ArrayList<>();

  FunctionCode(
      Construct scope, Settings settings, Encryption encryption, Storage storage, Queues queues) {
    this.foundation =
        new Foundation(
            Code.fromAsset(settings.functionsJar().toString()),
            encryption,
            settings.logDays(),
            settings.network().map(choice -> new Network(scope, "Network", choice)));
    this.secrets = new Secrets(scope, settings.secretPrefix());
    this.gitAllowedHosts = String.join(",", settings.gitAllowedHosts());
    this.repositories =
        settings.codeCommitRepositories().stream()
            .map(name -> Arns.of(scope, "codecommit", name))
            .toList();
    this.storage = storage;
    this.queues = queues;
  }

  /**
   * A function with a role and a log group of its own, which knows nothing but the stack's name.
   */
  SyncFunction bare(Construct scope, String id, FunctionSpec spec) {
    SyncFunction function = new SyncFunction(scope, id, spec, foundation);
    functions.add(function);
    return function;
  }

  /**
   * A function that knows the hosts, secrets, cache and repositories that links need; all else it
   * is given by name.
   */
  SyncFunction function(Construct scope, String id, FunctionSpec spec) {
    SyncFunction function =
        bare(scope, id, spec)
            .with("SECRET_PREFIX", secrets.prefix())
            .with("GIT_ALLOWED_HOSTS", gitAllowedHosts)
            .table("CACHE_TABLE", storage.cache(), TableUse.REMEMBER)
            .may("Secrets", secrets.names(), "secretsmanager:GetSecretValue")
            .may(KeyUse.READ_SECRETS);
    function.explains(
        "Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:"
            + secrets.prefix()
            + "/*",
        "Each link has a secret of its own, made when a user enters credentials: their common"
            + " prefix, which no one else's secrets have, is all that is known beforehand");
    if (spec == FunctionSpec.API) {
      function
          .with("SECRETS_KEY", foundation.encryption().key().getKeyArn())
          .may(KeyUse.WRITE_SECRETS);
    }
    return repositories.isEmpty() || spec.codeCommit() == CodeCommitUse.NONE
        ? function
        : function.may("CodeCommit", repositories, spec.codeCommit().actions());
  }

  /** The function of a flow: it reads and writes all three tables. */
  SyncFunction flow(Construct scope, String id, FunctionSpec spec) {
    return function(scope, id, spec)
        .table("WORKSPACES_TABLE", storage.workspaces(), TableUse.TRANSACT)
        .table("LINKS_TABLE", storage.links(), TableUse.REPLACE)
        .table("ACTIVITY_TABLE", storage.activity(), TableUse.APPEND);
  }

  /** The ARNs of the repositories of CodeCommit that links may be tied to. */
  List<String> repositories() {
    return repositories;
  }

  Foundation foundation() {
    return foundation;
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

  /** All functions made so far. */
  List<SyncFunction> functions() {
    return List.copyOf(functions);
  }
}
