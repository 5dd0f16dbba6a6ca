package dev.gitsync.adapters.dynamodb;

import dev.gitsync.adapters.git.LinkMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Remembers links in the cache table: key {@code link}, {@code knowledge} as bytes, and {@code
 * expiresAt}, a month after it was written, in seconds.
 */
public record DynamoLinkMemory(DynamoDbClient client, String table, InstantSource clock)
    implements LinkMemory {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoLinkMemory.class);
  private static final Duration LIFE = Duration.ofDays(30);

  @Override
  public Optional<byte[]> recall(String link) {
    try {
      var item =
          client
              .getItem(
                  request ->
                      request.tableName(table).key(Map.of("link", AttributeValue.fromS(link))))
              .item();
      return Optional.ofNullable(item.get("knowledge")).map(value -> value.b().asByteArray());
    } catch (SdkException e) {
      LOG.atWarn().log("The cache cannot be read; Git is asked instead.", e);
      return Optional.empty();
    }
  }

  @Override
  public void keep(String link, byte[] knowledge) {
    long expiresAt = clock.instant().plus(LIFE).getEpochSecond();
    var item =
        Map.of(
            "link", AttributeValue.fromS(link),
            "knowledge", AttributeValue.fromB(SdkBytes.fromByteArray(knowledge)),
            "expiresAt", AttributeValue.fromN(Long.toString(expiresAt)));
    try {
      client.putItem(request -> request.tableName(table).item(item));
    } catch (SdkException e) {
      LOG.atWarn().log("The cache cannot be written; the next cold start asks Git.", e);
    }
  }
}
