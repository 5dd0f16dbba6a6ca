package dev.gitsync.local;

import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A link whose item nobody can read: whoever tries fails by a fault of ours. */
record DamagedLink(Map<String, String> environment, String workspace) {
  void damage() {
    set("damaged");
  }

  void mend() {
    set("RUNNING");
  }

  private void set(String mode) {
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      client.updateItem(
          request ->
              request
                  .tableName(environment.get("LINKS_TABLE"))
                  .key(Map.of("workspace", AttributeValue.fromS(workspace)))
                  .updateExpression("SET #mode = :mode")
                  .expressionAttributeNames(Map.of("#mode", "mode"))
                  .expressionAttributeValues(Map.of(":mode", AttributeValue.fromS(mode))));
    }
  }
}
