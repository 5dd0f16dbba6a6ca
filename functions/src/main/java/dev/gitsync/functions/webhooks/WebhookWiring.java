package dev.gitsync.functions.webhooks;

import dev.gitsync.adapters.dynamodb.DynamoDeliveries;
import dev.gitsync.adapters.dynamodb.DynamoLinks;
import dev.gitsync.adapters.dynamodb.DynamoTables;
import dev.gitsync.adapters.secrets.RememberedWebhookSecrets;
import dev.gitsync.adapters.secrets.SecretsManagerWebhookSecrets;
import dev.gitsync.adapters.sqs.SqsHints;
import dev.gitsync.flows.WebhookFlow;
import dev.gitsync.flows.port.Links;
import dev.gitsync.functions.Variable;
import dev.gitsync.functions.priming.Priming;
import dev.gitsync.functions.priming.Priming.Samples;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a function needs to take what hosts tell, and no more: it has to start fast, and Git is not
 * its matter.
 */
public final class WebhookWiring {

  private final InstantSource clock = InstantSource.system();
  private final Map<String, String> environment;
  private final DynamoDbClient dynamo;
  private final Links links;
  private final WebhookFlow flow;

  /** Wires by an environment. */
  public WebhookWiring(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.dynamo = DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    String table = Variable.LINKS_TABLE.in(environment);
    this.links = new DynamoLinks(new DynamoTables(dynamo, "", table, ""));
    var hints =
        new SqsHints(
            SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            Variable.OUTBOUND_QUEUE_URL.in(environment),
            Variable.INBOUND_QUEUE_URL.in(environment),
            "",
            Variable.CHECK_QUEUE_URL.in(environment));
    this.flow = new WebhookFlow(links, hints, clock);
  }

  /** What answers webhooks. */
  public WebhookGate gate() {
    var secrets =
        new SecretsManagerWebhookSecrets(
            SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            Variable.SECRET_PREFIX.in(environment),
            "",
            clock);
    return new WebhookGate(
        links,
        new RememberedWebhookSecrets(secrets, clock),
        new DynamoDeliveries(dynamo, Variable.CACHE_TABLE.in(environment), clock),
        flow,
        clock);
  }

  /** The same, primed before Lambda's snapshot. */
  public WebhookGate primedGate() {
    WebhookGate gate = gate();
    Priming.register(Samples.OF_DELIVERIES, () -> gate.look(Priming.NOBODY));
    return gate;
  }

  /** What takes events of CodeCommit. */
  public CodeCommitEvents codeCommit() {
    return new CodeCommitEvents(links, flow);
  }
}
