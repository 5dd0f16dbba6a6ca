package dev.gitsync.local.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.local.LocalFault;
import dev.gitsync.local.template.Table;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;

/** The stores on DynamoDB Local. */
class DynamoStoreTest extends DynamoStoreContract {

  @TempDir private static Path folder;
  private static DynamoServer server;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    server = DynamoServer.start(folder);
    client =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(LocalAccount.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(LocalAccount.KEY, LocalAccount.KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Override
  protected DynamoDbClient client() {
    return client;
  }

  @Test
  void refusesDataOfAVersionWithoutAnIndex() {
    Table links =
        template().stream().filter(it -> it.name().contains("Links")).findFirst().orElseThrow();
    CreateTableRequest now = links.request();
    CreateTableRequest before =
        now.toBuilder()
            .globalSecondaryIndexes((Collection<GlobalSecondaryIndex>) null)
            .attributeDefinitions(
                AttributeDefinition.builder().attributeName("workspace").attributeType("S").build())
            .build();
    client.deleteTable(request -> request.tableName(now.tableName()));
    client.createTable(before);
    assertThatThrownBy(() -> DynamoServer.create(client, List.of(links)))
        .isInstanceOf(LocalFault.class)
        .hasMessageStartingWith("The data are of an earlier version")
        .hasMessageContaining("by-poll-slot");
  }
}
