package dev.gitsync.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * The tables. They outlive the stack: deleting one takes two deliberate steps, and any second of
 * the last 35 days can be restored. Only the cache goes with the stack: all of it can be asked
 * again.
 */
final class Storage extends Construct {
  /** The index of workspaces' pending changes by age; sparse, so it holds only what waits. */
  static final String PENDING_BY_AGE = "pending-by-age";

  /** The index of links by when they are polled; sparse, so it holds only those that are. */
  static final String BY_POLL_SLOT = "by-poll-slot";

  /** The index of links by repository. */
  static final String BY_PLACE = "by-place";

  /** The index of the activity log by resource. */
  static final String BY_RESOURCE = "by-resource";

  private final Encryption encryption;
  private final Table workspaces;
  private final Table links;
  private final Table activity;
  private final Table cache;

  Storage(Construct scope, String id, Encryption encryption) {
    super(scope, id);
    this.encryption = encryption;
    workspaces = table("Workspaces").partitionKey(text("pk")).sortKey(text("sk")).build();
    workspaces.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(PENDING_BY_AGE)
            .partitionKey(text("pendingShard"))
            .sortKey(text("pendingAt"))
            .projectionType(ProjectionType.KEYS_ONLY)
            .build());
    links = table("Links").partitionKey(text("workspace")).build();
    links.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(BY_POLL_SLOT)
            .partitionKey(text("pollSlot"))
            .projectionType(ProjectionType.ALL)
            .build());
    links.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(BY_PLACE)
            .partitionKey(text("place"))
            .projectionType(ProjectionType.KEYS_ONLY)
            .build());
    activity =
        table("Activity")
            .partitionKey(text("workspace"))
            .sortKey(text("id"))
            .timeToLiveAttribute("expiresAt")
            .build();
    activity.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(BY_RESOURCE)
            .partitionKey(text("resource"))
            .sortKey(text("id"))
            .projectionType(ProjectionType.KEYS_ONLY)
            .build());
    cache =
        encrypted("Cache")
            .partitionKey(text("link"))
            .timeToLiveAttribute("expiresAt")
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Accepted.finding(
        cache, "AwsSolutions-DDB3", "All of it can be asked again: there is nothing to restore");
  }

  Table workspaces() {
    return workspaces;
  }

  Table links() {
    return links;
  }

  Table activity() {
    return activity;
  }

  /** What is known of repositories, for functions that start cold. */
  Table cache() {
    return cache;
  }

  private Table.Builder table(String id) {
    return encrypted(id)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN);
  }

  private Table.Builder encrypted(String id) {
    return Table.Builder.create(this, id)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(encryption.key());
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
