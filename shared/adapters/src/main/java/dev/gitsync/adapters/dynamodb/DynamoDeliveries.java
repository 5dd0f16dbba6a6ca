package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Deliveries in the cache table: {@code link} is {@code delivery#acme#fingerprint}, and {@code
 * expiresAt} a day after it was noted, in seconds. DynamoDB deletes later than that.
 */
public record DynamoDeliveries(DynamoDbClient client, String table, InstantSource clock)
    implements Deliveries {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDeliveries.class);
  private static final Duration LIFE = Duration.ofDays(1);
  private static final String EXPIRES = "expiresAt";

  @Override
  public boolean isKnown(WorkspaceId link, String fingerprint) {
    try {
      Map<String, AttributeValue> item =
          client
              .getItem(
                  request ->
                      request.tableName(table).key(key(link, fingerprint)).consistentRead(true))
              .item();
      return item.containsKey(EXPIRES)
          && Long.parseLong(item.get(EXPIRES).n()) > clock.instant().getEpochSecond();
    } catch (SdkException e) {
      warn(link, e);
      return false;
    }
  }

  @Override
  public void note(WorkspaceId link, String fingerprint) {
    Instant now = clock.instant();
    var item = new HashMap<>(key(link, fingerprint));
    item.put(EXPIRES, seconds(now.plus(LIFE)));
    try {
      client.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(link) OR expiresAt <= :now")
                  .expressionAttributeValues(Map.of(":now", seconds(now))));
    } catch (ConditionalCheckFailedException e) {
      // A copy that came at the same time was noted first.
      return;
    } catch (SdkException e) {
      warn(link, e);
    }
  }

  private static Map<String, AttributeValue> key(WorkspaceId link, String fingerprint) {
    return Map.of("link", AttributeValue.fromS("delivery#" + link + "#" + fingerprint));
  }

  private static void warn(WorkspaceId link, SdkException cause) {
    LOG.atWarn().addKeyValue("link", link).setCause(cause).log("a delivery may be handled twice");
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
