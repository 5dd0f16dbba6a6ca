package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the items of the activity table look like. */
final class ActivityItems {

  static final String WORKSPACE = "workspace";
  static final String ID = "id";

  /** What the entry is about, in all workspaces. */
  static final String RESOURCE = "resource";

  /** An item may have 400 KB; before and after take half of it. */
  private static final int MOST_CONFLICT_BYTES = 60_000;

  private ActivityItems() {}

  static Item key(WorkspaceId workspace, String id) {
    return Item.empty().with(WORKSPACE, workspace.value()).with(ID, id);
  }

  static Item item(Activity entry) {
    Item item =
        key(entry.workspace(), entry.id())
            .with(RESOURCE, resource(entry.workspace(), entry.ref()))
            .with("direction", entry.direction().name())
            .with("at", entry.at())
            .with("actorName", entry.actor().name())
            .with("actorEmail", entry.actor().email())
            .with("kind", entry.ref().kind().name())
            .with("slug", entry.ref().slug().value())
            .with("name", entry.name())
            .with("action", entry.action().name())
            .with("outcome", entry.outcome().name())
            .with("before", entry.before())
            .with("after", entry.after())
            .with("conflicts", conflicts(entry.conflicts()));
    if (entry.commit().isPresent()) {
      item = item.with("commit", entry.commit().get().value());
    }
    if (entry.tip().isPresent()) {
      item = item.with("tip", entry.tip().get().value());
    }
    if (entry.renamedFrom().isPresent()) {
      item =
          item.with("fromKind", entry.renamedFrom().get().kind().name())
              .with("fromSlug", entry.renamedFrom().get().slug().value());
    }
    return item;
  }

  static String resource(WorkspaceId workspace, ResourceRef ref) {
    return workspace + "#" + ref.kind().name() + "#" + ref.slug();
  }

  static Activity entry(Item item) {
    return new Activity(
        item.text(ID),
        new WorkspaceId(item.text(WORKSPACE)),
        Direction.valueOf(item.text("direction")),
        item.instant("at"),
        new Person(item.text("actorName"), item.text("actorEmail")),
        new ResourceRef(ResourceKind.valueOf(item.text("kind")), slug(item, "slug")),
        item.text("name"),
        Action.valueOf(item.text("action")),
        Outcome.valueOf(item.text("outcome")),
        item.findText("commit").map(CommitId::new),
        item.json("before"),
        item.json("after"),
        conflicts(item.json("conflicts")),
        item.findText("tip").map(CommitId::new),
        item.findText("fromKind")
            .map(kind -> new ResourceRef(ResourceKind.valueOf(kind), slug(item, "fromSlug"))));
  }

  private static Slug slug(Item item, String name) {
    return new Slug(item.text(name));
  }

  /** Values first go, then fields: the commit has them all. */
  private static Mapping conflicts(List<Conflict> conflicts) {
    var items = new ArrayList<Node>();
    int room = MOST_CONFLICT_BYTES;
    for (Conflict conflict : conflicts) {
      Mapping full = ConflictJson.write(conflict);
      Mapping entry = size(full) <= room ? full : ConflictJson.place(conflict);
      room -= size(entry);
      if (room < 0) {
        int left = conflicts.size() - items.size();
        TreePath more = TreePath.of("and " + left + " more");
        items.add(ConflictJson.write(new Conflict(more, Optional.empty(), Optional.empty())));
        break;
      }
      items.add(entry);
    }
    return Mapping.of("conflicts", new Sequence(items));
  }

  private static int size(Mapping json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<Conflict> conflicts(Mapping json) {
    return ((Sequence) json.get("conflicts").orElseThrow())
        .items().stream().map(Mapping.class::cast).map(ConflictJson::read).toList();
  }
}
