package dev.gitsync.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.secrets.SecretsManagerCredentials;
import dev.gitsync.adapters.sqs.SqsHints;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.local.LocalOptions;
import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Queue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The adapters of AWS on LocalStack; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackTest extends DynamoStoreContract {

  private static final WorkspaceId WORKSPACE = new WorkspaceId("acme");

  @Container
  private static final LocalStackContainer STACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("dynamodb", "sqs", "secretsmanager");

  @Override
  protected DynamoDbClient client() {
    return of(DynamoDbClient.builder());
  }

  @Test
  void keepsCredentialsInSecretsManager() {
    try (SecretsManagerClient client = of(SecretsManagerClient.builder())) {
      var store = new SecretsManagerCredentials(client, "gitsync", "");
      assertThat(store.find(WORKSPACE)).isEmpty();
      store.put(WORKSPACE, Credentials.token("ada", "first"));
      store.put(WORKSPACE, Credentials.token("ada", "second"));
      assertThat(store.find(WORKSPACE)).contains(Credentials.token("ada", "second"));
    }
  }

  @Test
  void sendsHintsToTheQueuesOfTheTemplate() {
    try (SqsClient client = of(SqsClient.builder())) {
      List<Queue> queues =
          CloudTemplate.read(
                  LocalOptions.of(0, Path.of("")).template(), STACK.getEndpoint(), Map.of())
              .queues();
      SqsServer.create(client, queues);
      String url = outbound(queues, client);
      new SqsHints(client, url, "", "", "").outbound(WORKSPACE);
      assertThat(
              client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(5)).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).contains(WORKSPACE.value()));
    }
  }

  private static String outbound(List<Queue> queues, SqsClient client) {
    Queue outbound =
        queues.stream()
            .filter(queue -> queue.name().contains("Outbound") && queue.redrives())
            .findFirst()
            .orElseThrow();
    return client.getQueueUrl(request -> request.queueName(outbound.name())).queueUrl();
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C of(
      B builder) {
    return builder
        .endpointOverride(STACK.getEndpoint())
        .region(Region.of(STACK.getRegion()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(STACK.getAccessKey(), STACK.getSecretKey())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
