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
import java.util.Set;
import java.util.stream.Stream;

/** Merges what the workspace and the file say of one resource. */
public final class ResourceMerge {

  private static final List<TreePath> QUERY =
      Stream.of("type", "rawSql", "tableName", "dbtModel").map(TreePath::of).toList();

  private ResourceMerge() {}

  /**
   * Merges as {@link ThreeWayMerge} does; where that makes a model whose query does not go with its
   * type, the whole query is that of the side that counts, or the other's if that one's is not
   * whole either. Every field of the query that the sides do not agree on is a conflict then, save
   * those that are held already.
   */
  public static Merged merge(Mapping base, Mapping workspace, Mapping git, MergeRule rule) {
    Merged merged = ThreeWayMerge.merge(base, workspace, git, rule);
    if (queryIsWhole(merged.document())) {
      return merged;
    }
    boolean isHeld = rule.held().stream().anyMatch(QUERY::contains);
    boolean first = (isHeld ? rule.keeper() : rule.side()) == Side.WORKSPACE;
    Mapping winner = first ? workspace : git;
    Mapping other = first ? git : workspace;
    if (queryIsWhole(winner)) {
      return withQuery(winner, merged, conflicts(workspace, git, rule.held()));
    }
    return queryIsWhole(other)
        ? withQuery(other, merged, conflicts(workspace, git, Set.of()))
        : merged;
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

  private static Merged withQuery(Mapping of, Merged merged, List<Conflict> queryConflicts) {
    Mapping document = merged.document();
    for (TreePath field : QUERY) {
      Optional<Node> value = of.get(field);
      document = value.isPresent() ? document.with(field, value.get()) : document.without(field);
    }
    var conflicts = new ArrayList<>(merged.conflicts());
    conflicts.removeIf(conflict -> QUERY.contains(conflict.field()));
    conflicts.addAll(queryConflicts);
    return new Merged(document, conflicts);
  }

  private static List<Conflict> conflicts(Mapping workspace, Mapping git, Set<TreePath> held) {
    return QUERY.stream()
        .filter(field -> !held.contains(field))
        .map(field -> new Conflict(field, workspace.get(field), git.get(field)))
        .filter(conflict -> !conflict.workspace().equals(conflict.git()))
        .toList();
  }
}
