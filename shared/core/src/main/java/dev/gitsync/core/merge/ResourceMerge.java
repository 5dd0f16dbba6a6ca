package dev.gitsync.core.merge;

import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
  public static Merged merge(Mapping base, Mapping workspace, Mapping git, MergeRule rule) {
    Merged merged = ThreeWayMerge.merge(base, workspace, git, rule);
    return queryIsWhole(merged.document()) || !queryIsWhole(workspace)
        ? merged
        : withQueryOf(workspace, git, merged);
  }

  /**
   * Every field that the file says otherwise than the workspace, also what only one of them has.
   */
  public static List<Conflict> differences(Mapping workspace, Mapping git) {
    var differences = new ArrayList<Conflict>();
    differences(TreePath.ROOT, workspace, git, differences);
    return differences;
  }

  private static void differences(
      TreePath path, Mapping workspace, Mapping git, List<Conflict> differences) {
    var keys = new LinkedHashSet<>(workspace.entries().keySet());
    keys.addAll(git.entries().keySet());
    for (String key : keys) {
      Optional<Node> ours = workspace.get(key);
      Optional<Node> theirs = git.get(key);
      if (ours.orElse(null) instanceof Mapping one
          && theirs.orElse(null) instanceof Mapping other) {
        differences(path.key(key), one, other, differences);
      } else if (!ours.equals(theirs)) {
        differences.add(new Conflict(path.key(key), ours, theirs));
      }
    }
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
    conflicts.removeIf(conflict -> QUERY.contains(conflict.fieldName()));
    for (String field : QUERY) {
      var ours = workspace.get(field);
      document = ours.isPresent() ? document.with(field, ours.get()) : document.without(field);
      if (!ours.equals(git.get(field))) {
        conflicts.add(new Conflict(TreePath.of(field), ours, git.get(field)));
      }
    }
    return new Merged(document, conflicts);
  }
}
