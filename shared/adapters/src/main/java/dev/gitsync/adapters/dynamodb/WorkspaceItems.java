package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.Optional;

/** What the items of the workspaces table look like. */
final class WorkspaceItems {

  static final String KEY = "pk";
  static final String SORT = "sk";
  static final String REVISION = "revision";

  /** The sequence number of a deletion. */
  static final String NUMBER = "number";

  /** DynamoDB takes 400 KB, the names of attributes included. */
  private static final int MOST_BYTES = 400_000;

  private static final String WORKSPACE_PREFIX = "W#";

  private WorkspaceItems() {}

  static String partition(WorkspaceId workspace) {
    return WORKSPACE_PREFIX + workspace;
  }

  static WorkspaceId workspace(String partition) {
    return new WorkspaceId(partition.substring(WORKSPACE_PREFIX.length()));
  }

  static Item key(WorkspaceId workspace, String sort) {
    return Item.empty().with(KEY, partition(workspace)).with(SORT, sort);
  }

  static String resourcePrefix(ResourceKind kind) {
    return "R#" + kind.name() + "#";
  }

  static Item resourceKey(WorkspaceId workspace, ResourceRef ref) {
    return key(workspace, resourcePrefix(ref.kind()) + ref.slug());
  }

  static Item idKey(WorkspaceId workspace, ResourceKind kind, String id) {
    return key(workspace, "I#" + kind.name() + "#" + id);
  }

  /** How often something began to refer to a resource since its last edit; absent: never. */
  static final String USES = "uses";

  static final String DELETED_PREFIX = "D#";

  static Item deletedKey(WorkspaceId workspace, ResourceRef ref) {
    return key(workspace, DELETED_PREFIX + ref.kind().name() + "#" + ref.slug());
  }

  /**
   * What a deleted resource leaves behind.
   *
   * @param number the one that its deletion took
   */
  static Item deleted(WorkspaceId workspace, StoredResource last, long number) {
    return deletedKey(workspace, last.ref())
        .with(NUMBER, number)
        .with("document", last.resource().trackedDocument());
  }

  static ResourceRef deletedRef(Item item) {
    String[] parts = item.text(SORT).split("#", 3);
    return new ResourceRef(ResourceKind.valueOf(parts[1]), new Slug(parts[2]));
  }

  /** Its document; an item of an earlier version has none. */
  static Mapping deletedDocument(Item item) {
    return item.findJson("document").orElse(Mapping.empty());
  }

  static final String CONFLICT_PREFIX = "O#";

  static Item conflictKey(WorkspaceId workspace, OpenConflict open) {
    ResourceRef ref = open.ref();
    return key(workspace, CONFLICT_PREFIX + ref.kind().name() + "#" + ref.slug() + "#" + open.id());
  }

  /**
   * A conflict that is kept. What Git says is kept whole, since somebody decides against it: it is
   * part of a file, so at most {@link FileCheck#LARGEST} bytes. What the workspace says can be
   * larger after a merge; where both do not fit an item it is left out, as the resource has it.
   */
  static Item conflict(WorkspaceId workspace, OpenConflict open) {
    Conflict conflict = open.conflict();
    Item item = conflict(workspace, open, conflict);
    return item.bytes() <= MOST_BYTES
        ? item
        : conflict(
            workspace,
            open,
            new Conflict(conflict.field(), Optional.empty(), conflict.git(), conflict.position()));
  }

  private static Item conflict(WorkspaceId workspace, OpenConflict open, Conflict kept) {
    Item item =
        conflictKey(workspace, open)
            .with("kind", open.ref().kind().name())
            .with("slug", open.ref().slug().value())
            .with("conflict", ConflictJson.write(kept))
            .with("decision", open.decision().name())
            .with("at", open.at());
    if (open.commit().isPresent()) {
      item = item.with("commit", open.commit().get().value());
    }
    return open.change().isPresent() ? item.with("change", open.change().get().value()) : item;
  }

  static OpenConflict conflict(Item item) {
    return new OpenConflict(
        ref(item),
        ConflictJson.read(item.json("conflict")),
        Decision.valueOf(item.text("decision")),
        item.instant("at"),
        item.findText("commit").map(CommitId::new),
        item.findText("change").map(ChangeId::new));
  }

  static final String CHANGE_PREFIX = "C#";

  static Item changeKey(WorkspaceId workspace, long sequence) {
    return key(workspace, CHANGE_PREFIX + "%016d".formatted(sequence));
  }

  static Item sequenceKey(WorkspaceId workspace) {
    return key(workspace, "#SEQUENCE");
  }

  static Item resource(WorkspaceId workspace, StoredResource stored) {
    return resourceKey(workspace, stored.ref())
        .with("kind", stored.ref().kind().name())
        .with("slug", stored.ref().slug().value())
        .with("id", stored.id())
        .with(REVISION, stored.revision())
        .with("document", stored.resource().document())
        .with("extras", stored.extras())
        .with("createdAt", stored.createdAt())
        .with("updatedAt", stored.updatedAt());
  }

  static StoredResource resource(Item item) {
    return new StoredResource(
        Resource.of(ref(item), item.json("document")),
        item.text("id"),
        item.number(REVISION),
        item.json("extras"),
        item.instant("createdAt"),
        item.instant("updatedAt"),
        item.findNumber(USES).orElse(0L));
  }

  /**
   * A change that waits. Of its 400 KB, before and after take {@link FileCheck#LARGEST} bytes each,
   * and so does what Git said of the field that a resolution is about. Only a merge makes a
   * resource larger, by what the other side added: should a change not fit, DynamoDB refuses it
   * with all that is written together with it, so that nothing is cut off.
   */
  static Item change(Change change) {
    Item item = changeItem(change);
    return PurposeJson.write(change.purpose())
        .map(purpose -> item.with("purpose", purpose))
        .orElse(item);
  }

  private static Item changeItem(Change change) {
    return changeKey(change.workspace(), change.sequence())
        .with("kind", change.ref().kind().name())
        .with("slug", change.ref().slug().value())
        .with("id", change.id().value())
        .with("sequence", change.sequence())
        .with("at", change.at())
        .with("authorName", change.author().name())
        .with("authorEmail", change.author().email())
        .with("name", change.name())
        .with("action", change.action().name())
        .with("before", change.before())
        .with("after", change.after())
        .with("pendingShard", "0")
        .with("pendingAt", change.at());
  }

  static Change change(WorkspaceId workspace, Item item) {
    return new Change(
        new ChangeId(item.text("id")),
        workspace,
        item.number("sequence"),
        item.instant("at"),
        new Person(item.text("authorName"), item.text("authorEmail")),
        ref(item),
        item.text("name"),
        Action.valueOf(item.text("action")),
        item.json("before"),
        item.json("after"),
        item.findJson("purpose").map(PurposeJson::read).orElse(Purpose.EDIT));
  }

  private static ResourceRef ref(Item item) {
    return new ResourceRef(ResourceKind.valueOf(item.text("kind")), new Slug(item.text("slug")));
  }
}
