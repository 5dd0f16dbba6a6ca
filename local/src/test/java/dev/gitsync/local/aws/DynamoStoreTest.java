package dev.gitsync.local.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.local.LocalFault;
import dev.gitsync.local.template.Table;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

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

  @ParameterizedTest
  @CsvSource({"Workspaces,pending-by-age", "Links,by-poll-slot", "Activity,by-resource"})
  void refusesDataOfAVersionWithoutAnIndex(String title, String index) {
    Table table =
        template().stream().filter(it -> it.name().contains(title)).findFirst().orElseThrow();
    CreateTableRequest now = table.request();
    Set<String> keys =
        now.keySchema().stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet());
    CreateTableRequest before =
        now.toBuilder()
            .globalSecondaryIndexes((Collection<GlobalSecondaryIndex>) null)
            .attributeDefinitions(
                now.attributeDefinitions().stream()
                    .filter(it -> keys.contains(it.attributeName()))
                    .toList())
            .build();
    client.deleteTable(request -> request.tableName(now.tableName()));
    client.createTable(before);
    assertThatThrownBy(() -> DynamoServer.create(client, List.of(table)))
        .isInstanceOf(LocalFault.class)
        .hasMessageStartingWith("The data are of an earlier version")
        .hasMessageContaining(index);
  }
}
