package dev.gitsync.local.aws;

import dev.gitsync.local.template.Queue;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * ElasticMQ. Messages live in memory and are gone after a restart, which loses nothing: a message
 * is a hint to look at what is stored.
 */
public final class SqsServer implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;

  private SqsServer(SQSRestServer server) {
    this.server = server;
    InetSocketAddress address = server.waitUntilStarted().localAddress();
    this.endpoint = URI.create("http://127.0.0.1:" + address.getPort());
    this.client =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(LocalAccount.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(LocalAccount.KEY, LocalAccount.KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Starts on a free port without queues. */
  public static SqsServer start() {
    return new SqsServer(
        SQSRestServerBuilder.withPort(0)
            .withInterface("127.0.0.1")
            .withAWSRegion(LocalAccount.REGION)
            .withAWSAccountId(LocalAccount.ID)
            .start());
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client of this server; closed with it. */
  public SqsClient client() {
    return client;
  }

  /** Creates the queues, dead-letter queues before those that name them. */
  public void create(List<Queue> queues) {
    create(client, queues);
  }

  /** Creates {@code queues} in an account. */
  static void create(SqsClient client, List<Queue> queues) {
    queues.stream()
        .sorted(Comparator.comparing(Queue::redrives))
        .forEach(
            queue ->
                client.createQueue(
                    request ->
                        request.queueName(queue.name()).attributesWithStrings(queue.attributes())));
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
  }
}
