package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Members;
import java.util.Locale;

/** Members in the workspaces table, by their e-mail addresses. */
public final class DynamoMembers implements Members {

  private final DynamoTables tables;

  /** Members in these tables. */
  public DynamoMembers(DynamoTables tables) {
    this.tables = tables;
  }

  private static Item key(WorkspaceId workspace, String email) {
    return WorkspaceItems.key(workspace, "M#" + email.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean has(WorkspaceId workspace, String email) {
    return tables.get(tables.workspaces(), key(workspace, email)).isPresent();
  }

  @Override
  public void add(WorkspaceId workspace, String email) {
    Item item = key(workspace, email);
    tables.call(
        client ->
            client.putItem(
                request -> request.tableName(tables.workspaces()).item(item.attributes())));
  }
}
