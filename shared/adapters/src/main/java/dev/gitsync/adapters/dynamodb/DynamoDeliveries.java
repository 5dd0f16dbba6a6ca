package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Deliveries in the cache table: {@code link} is {@code delivery#acme#fingerprint}, and {@code
 * expiresAt} a day after it came, in seconds. DynamoDB deletes later than that.
 */
public record DynamoDeliveries(DynamoDbClient client, String table, InstantSource clock)
    implements Deliveries {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDeliveries.class);
  private static final Duration LIFE = Duration.ofDays(1);

  @Override
  public boolean accept(WorkspaceId link, String fingerprint) {
    Instant now = clock.instant();
    var item =
        Map.of(
            "link", AttributeValue.fromS("delivery#" + link + "#" + fingerprint),
            "expiresAt", seconds(now.plus(LIFE)));
    try {
      client.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(link) OR expiresAt <= :now")
                  .expressionAttributeValues(Map.of(":now", seconds(now))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      LOG.atWarn().addKeyValue("link", link).setCause(e).log("a delivery may be handled twice");
      return true;
    }
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
