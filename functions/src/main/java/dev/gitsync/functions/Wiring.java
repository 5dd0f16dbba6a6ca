package dev.gitsync.functions;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.adapters.codecommit.CodeCommitRemotes;
import dev.gitsync.adapters.dynamodb.DynamoActivityLog;
import dev.gitsync.adapters.dynamodb.DynamoApiKeys;
import dev.gitsync.adapters.dynamodb.DynamoLinkMemory;
import dev.gitsync.adapters.dynamodb.DynamoLinks;
import dev.gitsync.adapters.dynamodb.DynamoMembers;
import dev.gitsync.adapters.dynamodb.DynamoResources;
import dev.gitsync.adapters.dynamodb.DynamoTables;
import dev.gitsync.adapters.git.EngineRemotes;
import dev.gitsync.adapters.git.RemotesByKind;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.hosts.HostsByKind;
import dev.gitsync.adapters.secrets.RememberedCredentials;
import dev.gitsync.adapters.secrets.SecretsManagerCredentials;
import dev.gitsync.adapters.secrets.SecretsManagerWebhookSecrets;
import dev.gitsync.adapters.sqs.SqsHints;
import dev.gitsync.adapters.sqs.SqsVisibility;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.Journal;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.PollFlow;
import dev.gitsync.flows.Removal;
import dev.gitsync.flows.RestoreFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.check.CheckFlow;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Members;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.RunLog;
import dev.gitsync.flows.port.WebhookSecrets;
import dev.gitsync.functions.priming.Priming;
import dev.gitsync.functions.priming.Priming.Samples;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Puts adapters into flows, by the function's environment ({@link Variable}). What a function is
 * not given stays empty and is not used by it. Regions, endpoints and AWS credentials come from the
 * SDK's own settings.
 */
public final class Wiring {

  private final InstantSource clock = InstantSource.system();
  private final Map<String, String> environment;
  private final RunLog log;
  private final DynamoTables tables;
  private final CredentialStore credentials;
  private final SqsClient sqs;
  private final Hints hints;
  private final GitRemotes remotes;
  private final CodeHosts hosts;
  private final WebhookSecrets webhookSecrets;
  private final Journal journal;

  /** Wires by an environment, with a log for people. */
  public Wiring(Map<String, String> environment) {
    this(environment, new TextRunLog());
  }

  /** Wires a function as Lambda runs it, and has it primed before the snapshot. */
  static Wiring onLambda() {
    Map<String, String> environment = System.getenv();
    var wiring = new Wiring(environment, new EmfRunLog(System.out, Variable.STACK.in(environment)));
    Priming.register(Samples.OF_SYNC, () -> wiring.links().find(Priming.NOBODY));
    return wiring;
  }

  private Wiring(Map<String, String> environment, RunLog log) {
    this.log = log;
    DynamoDbClient dynamo =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    this.tables =
        new DynamoTables(
            dynamo,
            Variable.WORKSPACES_TABLE.in(environment),
            Variable.LINKS_TABLE.in(environment),
            Variable.ACTIVITY_TABLE.in(environment));
    SecretsManagerClient secrets =
        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    String prefix = Variable.SECRET_PREFIX.in(environment);
    String key = Variable.SECRETS_KEY.in(environment);
    this.credentials = new SecretsManagerCredentials(secrets, prefix, key);
    this.webhookSecrets = new SecretsManagerWebhookSecrets(secrets, prefix, key, clock);
    this.environment = Map.copyOf(environment);
    this.sqs = SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    this.hints =
        new SqsHints(
            sqs,
            Variable.OUTBOUND_QUEUE_URL.in(environment),
            Variable.INBOUND_QUEUE_URL.in(environment),
            Variable.RESYNC_QUEUE_URL.in(environment),
            Variable.CHECK_QUEUE_URL.in(environment));
    String allowed = Variable.GIT_ALLOWED_HOSTS.in(environment);
    var guard = new AddressGuard(Set.of(allowed.split(",")));
    var codeCommit = new CodeCommitClients();
    this.hosts = HostsByKind.reaching(guard, codeCommit, clock);
    this.remotes =
        new RemotesByKind(
            new EngineRemotes(
                guard,
                new DynamoLinkMemory(dynamo, Variable.CACHE_TABLE.in(environment), clock),
                clock),
            new CodeCommitRemotes(codeCommit));
    this.journal = new Journal(clock, new SecureRandom());
  }

  /** The clock. */
  public InstantSource clock() {
    return clock;
  }

  /** Resources and waiting changes. */
  public Resources resources() {
    return new DynamoResources(tables, clock);
  }

  /** Links. */
  public Links links() {
    return new DynamoLinks(tables);
  }

  /** The activity log. */
  public ActivityLog activityLog() {
    return new DynamoActivityLog(tables);
  }

  /** API keys. */
  public ApiKeys apiKeys() {
    return new DynamoApiKeys(tables);
  }

  /** Members of workspaces. */
  public Members members() {
    return new DynamoMembers(tables);
  }

  /** API keys alone: the rest would be made for nothing when the authorizer starts cold. */
  static ApiKeys keysOnly(Map<String, String> environment) {
    DynamoDbClient dynamo =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    String table = Variable.WORKSPACES_TABLE.in(environment);
    return new DynamoApiKeys(new DynamoTables(dynamo, table, "", ""));
  }

  /** Git credentials. */
  public CredentialStore credentials() {
    return credentials;
  }

  /** Hints. */
  public Hints hints() {
    return hints;
  }

  /** Git servers. */
  public GitRemotes remotes() {
    return remotes;
  }

  /** When messages of the queue that a variable names come back. */
  SqsVisibility visibility(Variable queue) {
    return new SqsVisibility(sqs, queue.in(environment));
  }

  FlowRunner runner() {
    return new FlowRunner(links(), clock, log);
  }

  OutboundFlow outbound() {
    return new OutboundFlow(links(), resources(), branch(), journal);
  }

  InboundFlow inbound() {
    return new InboundFlow(links(), resources(), branch(), journal, hints);
  }

  /** The full resync. */
  public ResyncFlow resync() {
    return new ResyncFlow(links(), resources(), branch(), journal, hints);
  }

  /** Restores. */
  public RestoreFlow restore() {
    return new RestoreFlow(links(), resources(), branch(), hints);
  }

  /** What deletes resources whose files were deleted. */
  public Removal removal() {
    return new Removal(resources(), journal);
  }

  PollFlow poll() {
    var remembered = new RememberedCredentials(credentials, clock);
    return new PollFlow(
        links(), resources(), new Branch(remotes, remembered), hints, runner(), log, clock);
  }

  /** What checks pull requests. What has to wait comes back with its message. */
  Checker checker() {
    var check = new CheckFlow(links(), resources(), branch(), hosts);
    FlowRunner runner = runner();
    return (workspace, target) ->
        runner.run(CheckFlow.NAME, workspace, WhenHeld.TAKE_OVER, link -> check.run(link, target));
  }

  /** The services around repositories. */
  public CodeHosts hosts() {
    return hosts;
  }

  /** What webhooks are signed with. */
  public WebhookSecrets webhookSecrets() {
    return webhookSecrets;
  }

  /** The branches of links. */
  public Branch branch() {
    return new Branch(remotes, credentials, hosts);
  }
}
