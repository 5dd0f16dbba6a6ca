package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys;
import java.util.Optional;

/** API keys in the workspaces table, by their hash. */
public final class DynamoApiKeys implements ApiKeys {

  static final String PREFIX = "K#";

  private final DynamoTables tables;

  /** Keys in these tables. */
  public DynamoApiKeys(DynamoTables tables) {
    this.tables = tables;
  }

  static Item key(String sha256) {
    return Item.empty().with(WorkspaceItems.KEY, PREFIX + sha256).with(WorkspaceItems.SORT, "KEY");
  }

  @Override
  public Optional<Grant> find(String sha256) {
    return tables.get(tables.workspaces(), key(sha256)).map(DynamoApiKeys::grant);
  }

  @Override
  public void put(String sha256, Grant grant) {
    Item item =
        key(sha256)
            .with("workspace", grant.workspace().value())
            .with("userName", grant.user().name())
            .with("userEmail", grant.user().email())
            .with("actFor", grant.actFor().name());
    tables.call(
        client ->
            client.putItem(
                request -> request.tableName(tables.workspaces()).item(item.attributes())));
  }

  static Grant grant(Item item) {
    return new Grant(
        new WorkspaceId(item.text("workspace")),
        new Person(item.text("userName"), item.text("userEmail")),
        ActFor.valueOf(item.text("actFor")));
  }
}
