package dev.gitsync.adapters.dynamodb;

import dev.gitsync.flows.TryLater;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/**
 * The tables.
 *
 * <pre>
 * workspaces  pk           sk                    what
 *             W#workspace  R#kind#slug           a resource
 *             W#workspace  I#kind#id             the slug of the resource with this id
 *             W#workspace  C#sequence            a change that waits
 *             W#workspace  D#kind#slug           a resource that was deleted: its last document, and
 *                                                the number of its deletion
 *             W#workspace  O#kind#slug#id        a conflict that is open
 *             W#workspace  #SEQUENCE             the last sequence number given out
 *             W#workspace  M#email               a member, e-mail address in lower case
 *             K#sha256     KEY                   an API key
 * links       workspace                          a link
 * activity    workspace    id                    an entry of the activity log
 * </pre>
 */
public record DynamoTables(
    DynamoDbClient client, String workspaces, String links, String activity) {

  /** Index of the changes that wait: {@code pendingShard}, {@code pendingAt}; keys only. */
  static final String WAITING_INDEX = "pending-by-age";

  /** Index of the links by the slot they are polled in: {@code pollSlot}; all attributes. */
  static final String POLL_INDEX = "by-poll-slot";

  /**
   * Index of the links by repository: {@code place}; keys only. Most writes of a link leave its
   * place as it is, and then cost nothing here.
   */
  static final String PLACE_INDEX = "by-place";

  /**
   * Index of the activity log by resource: {@code resource}, {@code id}; keys only. An entry has
   * what was before and after, and is written far more often than a resource's history is read: all
   * attributes would double what it costs to write and to keep.
   */
  static final String RESOURCE_INDEX = "by-resource";

  /** Makes a call; what passes by itself becomes {@link TryLater}. */
  <T> T call(Function<DynamoDbClient, T> request) {
    try {
      return request.apply(client);
    } catch (ProvisionedThroughputExceededException
        | RequestLimitExceededException
        | ThrottlingException
        | InternalServerErrorException
        | SdkClientException e) {
      throw new TryLater("AWS-001", "The database does not answer now.", e);
    }
  }

  /** An item as the last write left it. */
  Optional<Item> get(String table, Item key) {
    var response =
        call(
            it ->
                it.getItem(
                    request ->
                        request.tableName(table).key(key.attributes()).consistentRead(true)));
    return response.hasItem() ? Optional.of(new Item(response.item())) : Optional.empty();
  }
}
