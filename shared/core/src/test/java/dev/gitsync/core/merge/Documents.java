package dev.gitsync.core.merge;

import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Documents written as JSON, in single quotes, and what tests say of their merges. */
final class Documents {

  private Documents() {}

  static Mapping json(String json) {
    return Json.readOwn(json.replace('\'', '"'));
  }

  static Merged merge(String base, String workspace, String git, MergeRule rule) {
    return ResourceMerge.merge(json(base), json(workspace), json(git), rule);
  }

  static MergeRule holding(Side side, TreePath... held) {
    return new MergeRule(side, MergeRule.Extent.WHOLE, Set.of(held), Set.of());
  }

  static MergeRule decided(Side side, TreePath... decided) {
    return new MergeRule(side, MergeRule.Extent.PART, Set.of(), Set.of(decided));
  }

  /** {@code field workspace | git}, in JSON; {@code -} for what is not there. */
  static List<String> conflicts(Merged merged) {
    return merged.conflicts().stream().map(Documents::text).toList();
  }

  private static String text(Conflict conflict) {
    return conflict.fieldName()
        + " "
        + conflict.workspace().map(Json::write).orElse("-").replace('"', '\'')
        + " | "
        + conflict.git().map(Json::write).orElse("-").replace('"', '\'');
  }

  /** A model with this SQL, one line each. */
  static Mapping sql(String... lines) {
    return rawSql(Arrays.stream(lines).reduce("", (one, other) -> one + other + "\n"));
  }

  static Mapping rawSql(String text) {
    return Mapping.of("type", new Node.Text("raw_sql")).with("rawSql", text);
  }
}
