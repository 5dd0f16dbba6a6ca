package dev.gitsync.local.template;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import tools.jackson.databind.JsonNode;

/**
 * A table of the template.
 *
 * @param request how to create it
 * @param timeToLive the attribute that says when an item expires
 */
public record Table(CreateTableRequest request, Optional<String> timeToLive) {
  static Table of(String name, JsonNode properties) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(properties))
            .attributeDefinitions(
                properties
                    .path("AttributeDefinitions")
                    .valueStream()
                    .map(Table::attribute)
                    .toList());
    if (properties.has("GlobalSecondaryIndexes")) {
      request.globalSecondaryIndexes(
          properties.get("GlobalSecondaryIndexes").valueStream().map(Table::index).toList());
    }
    JsonNode timeToLive = properties.path("TimeToLiveSpecification").path("AttributeName");
    return new Table(request.build(), timeToLive.asStringOpt());
  }

  /** The table's name. */
  public String name() {
    return request.tableName();
  }

  private static AttributeDefinition attribute(JsonNode attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.get("AttributeName").asString())
        .attributeType(attribute.get("AttributeType").asString())
        .build();
  }

  private static List<KeySchemaElement> keys(JsonNode owner) {
    return owner
        .get("KeySchema")
        .valueStream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.get("AttributeName").asString())
                    .keyType(key.get("KeyType").asString())
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(JsonNode index) {
    JsonNode projection = index.get("Projection");
    Projection.Builder projected =
        Projection.builder().projectionType(projection.get("ProjectionType").asString());
    if (projection.has("NonKeyAttributes")) {
      projected.nonKeyAttributes(
          projection.get("NonKeyAttributes").valueStream().map(JsonNode::asString).toList());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.get("IndexName").asString())
        .keySchema(keys(index))
        .projection(projected.build())
        .build();
  }
}
