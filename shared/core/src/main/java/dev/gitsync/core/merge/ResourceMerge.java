package dev.gitsync.core.merge;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Merges what the workspace and the file say of one resource. */
public final class ResourceMerge {

  private static final List<String> QUERY = List.of("type", "rawSql", "tableName", "dbtModel");

  private ResourceMerge() {}

  /**
   * Merges field by field; where that makes a model whose query does not go with its type, the
   * whole query is the workspace's.
   */
  public static Merged merge(Mapping base, Mapping workspace, Mapping git) {
    Merged merged = ThreeWayMerge.merge(base, workspace, git);
    return queryIsWhole(merged.document()) || !queryIsWhole(workspace)
        ? merged
        : withQueryOf(workspace, git, merged);
  }

  /**
   * What both sides last agreed on: the workspace's document without the edits that are still on
   * their way to the branch. Everything delivered is in the file's history, so nothing else can
   * differ for the workspace's sake.
   *
   * @param pending the changes of this resource, oldest first
   * @return empty when the resource itself is still on its way
   */
  public static Mapping agreed(Mapping workspace, List<Change> pending) {
    Mapping document = workspace;
    for (Change change : pending.reversed()) {
      if (change.action() == Action.CREATE) {
        return Mapping.empty();
      }
      document = ThreeWayMerge.merge(change.after(), document, change.before()).document();
    }
    return document;
  }

  private static boolean queryIsWhole(Mapping document) {
    Optional<Query.Type> type = document.text("type").flatMap(Query.Type::parse);
    if (type.isEmpty()) {
      return document.get("type").isEmpty();
    }
    for (Query.Type each : Query.Type.values()) {
      if (document.get(each.field()).isPresent() != (each == type.get())) {
        return false;
      }
    }
    return true;
  }

  private static Merged withQueryOf(Mapping workspace, Mapping git, Merged merged) {
    Mapping document = merged.document();
    var conflicts = new ArrayList<>(merged.conflicts());
    conflicts.removeIf(conflict -> QUERY.contains(conflict.field()));
    for (String field : QUERY) {
      var ours = workspace.get(field);
      document = ours.isPresent() ? document.with(field, ours.get()) : document.without(field);
      if (!ours.equals(git.get(field))) {
        conflicts.add(new Conflict(field, ours, git.get(field)));
      }
    }
    return new Merged(document, conflicts);
  }
}
