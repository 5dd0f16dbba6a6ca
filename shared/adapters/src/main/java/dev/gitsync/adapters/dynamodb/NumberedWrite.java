package dev.gitsync.adapters.dynamodb;

import static dev.gitsync.adapters.dynamodb.WorkspaceItems.KEY;
import static dev.gitsync.adapters.dynamodb.WorkspaceItems.NUMBER;
import static dev.gitsync.adapters.dynamodb.WorkspaceItems.REVISION;
import static dev.gitsync.adapters.dynamodb.WorkspaceItems.USES;

import dev.gitsync.adapters.dynamodb.Transaction.Condition;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A write to one resource, under the number that was taken for it after the resource was read.
 *
 * <p>A deletion leaves its number behind, and a create holds only if its own is higher: one that
 * stalled meanwhile would come before a deletion that it has not seen.
 *
 * <p>Whatever begins to refer to a resource counts itself at the resource, and a deletion holds
 * only if the count is the one that was read: so it fails if something began to refer to the
 * resource since. The count begins anew with each edit, which changes the revision; the two
 * together never come again.
 */
final class NumberedWrite {

  private final DynamoTables tables;
  private final WorkspaceId workspace;
  private final long number;
  private final Transaction transaction;

  NumberedWrite(DynamoTables tables, WorkspaceId workspace, long number) {
    this.tables = tables;
    this.workspace = workspace;
    this.number = number;
    this.transaction = new Transaction(tables);
  }

  /** Creates the resource, or replaces what was read. */
  NumberedWrite put(Optional<StoredResource> current, Resource after, Mapping extras, Instant now) {
    StoredResource next =
        new StoredResource(
            after,
            current.map(StoredResource::id).orElse(Long.toString(number)),
            number,
            extras,
            current.map(StoredResource::createdAt).orElse(now),
            now);
    Item item = WorkspaceItems.resource(workspace, next);
    if (current.isPresent()) {
      transaction.put(
          tables.workspaces(), item, Condition.equal(REVISION, current.get().revision()));
    } else {
      create(next, item);
    }
    Set<ResourceRef> known = current.map(it -> it.resource().references()).orElse(Set.of());
    after.references().stream().filter(ref -> !known.contains(ref)).forEach(this::use);
    return this;
  }

  private void create(StoredResource next, Item item) {
    Item id =
        WorkspaceItems.idKey(workspace, next.ref().kind(), next.id())
            .with("slug", next.ref().slug().value());
    transaction
        .put(tables.workspaces(), item, Condition.absent(KEY))
        .put(tables.workspaces(), id, Condition.absent(KEY))
        .delete(
            tables.workspaces(),
            WorkspaceItems.deletedKey(workspace, next.ref()),
            Condition.absentOrLower(NUMBER, number));
  }

  private void use(ResourceRef ref) {
    transaction.count(
        tables.workspaces(),
        WorkspaceItems.resourceKey(workspace, ref),
        USES,
        Condition.present(KEY));
  }

  /** Deletes what was read. */
  NumberedWrite delete(StoredResource current) {
    transaction
        .delete(
            tables.workspaces(),
            WorkspaceItems.resourceKey(workspace, current.ref()),
            Condition.equal(REVISION, current.revision(), USES, current.uses()))
        .delete(
            tables.workspaces(),
            WorkspaceItems.idKey(workspace, current.ref().kind(), current.id()))
        .put(tables.workspaces(), WorkspaceItems.deleted(workspace, current, number));
    return this;
  }

  /** With a change that waits. */
  NumberedWrite waitingAs(Change change) {
    transaction.put(tables.workspaces(), WorkspaceItems.change(change), Condition.absent(KEY));
    return this;
  }

  /** Because of a file: with an entry in the log, while the link is the one that was read. */
  NumberedWrite from(Link link, Activity entry) {
    transaction
        .demand(
            tables.links(),
            LinkItems.key(workspace),
            Condition.equal(LinkItems.VERSION, link.version()))
        .put(tables.activity(), ActivityItems.item(entry));
    return this;
  }

  /** Does it. False when somebody else was faster. */
  boolean run() {
    return transaction.run();
  }
}
