package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges what two sides made of one document. Goes into mappings that all three have; everything
 * else, lists too, is one value. Where both sides changed a value, each to something else, the
 * workspace's counts and a conflict is told.
 */
public final class ThreeWayMerge {

  /** Mappings whose keys only make sense together. */
  private static final Set<TreePath> WHOLE = Set.of(TreePath.of("schedule"));

  private final List<Conflict> conflicts = new ArrayList<>();

  private final MergeRule rule;

  private ThreeWayMerge(MergeRule rule) {
    this.rule = rule;
  }

  /** The merged document, in the order of Git's, and what had to be decided. */
  public record Merged(Mapping document, List<Conflict> conflicts) {
    public Merged {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * Merges.
   *
   * @param base what both sides started from; empty where they have nothing in common
   */
  public static Merged merge(Mapping base, Mapping workspace, Mapping git, MergeRule rule) {
    var merge = new ThreeWayMerge(rule);
    Mapping document = merge.mappings(TreePath.ROOT, base, workspace, git);
    return new Merged(document, merge.conflicts);
  }

  private Mapping mappings(TreePath path, Mapping base, Mapping workspace, Mapping git) {
    var keys = new LinkedHashSet<>(git.entries().keySet());
    keys.addAll(workspace.entries().keySet());
    var merged = new LinkedHashMap<String, Node>();
    for (String key : keys) {
      Node value =
          values(
              path.key(key),
              base.entries().get(key),
              workspace.entries().get(key),
              git.entries().get(key));
      if (value != null) {
        merged.put(key, value);
      }
    }
    return new Mapping(merged);
  }

  private @Nullable Node values(
      TreePath path, @Nullable Node base, @Nullable Node workspace, @Nullable Node git) {
    if (same(workspace, git) || same(base, workspace)) {
      return git;
    }
    if (same(base, git)) {
      return workspace;
    }
    if (!WHOLE.contains(path)
        && workspace instanceof Mapping ours
        && git instanceof Mapping theirs
        && (base == null || base instanceof Mapping)) {
      return mappings(path, base instanceof Mapping b ? b : Mapping.empty(), ours, theirs);
    }
    conflicts.add(new Conflict(path, Optional.ofNullable(workspace), Optional.ofNullable(git)));
    return rule.side() == Side.WORKSPACE ? workspace : git;
  }

  private static boolean same(@Nullable Node one, @Nullable Node other) {
    return one == null ? other == null : one.equals(other);
  }
}
