package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Merges what two sides made of one document.
 *
 * <ul>
 *   <li>Mappings are merged key by key, lists of mappings that have a {@code to} item by item
 *       ({@link KeyedItems}).
 *   <li>Of other lists, what one side appended is appended to the other's ({@link AppendedItems}).
 *   <li>SQL is merged by lines ({@link LineMerge}).
 *   <li>Everything else is one value, and so is a schedule.
 * </ul>
 *
 * Where both sides changed a value, each to something else, a conflict is told and the rule says
 * which counts.
 */
public final class ThreeWayMerge {

  /** Mappings whose keys only make sense together. */
  private static final Set<TreePath> WHOLE = Set.of(TreePath.of("schedule"));

  private static final TreePath SQL = TreePath.of("rawSql");

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
    var settled = new SettledFields(base, workspace, git, rule);
    var merge = new ThreeWayMerge(rule);
    Mapping document =
        merge.mappings(TreePath.ROOT, settled.base(), settled.workspace(), settled.git());
    return settled.applyTo(new Merged(document, merge.conflicts));
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
    Optional<? extends Node> within =
        WHOLE.contains(path) ? Optional.empty() : within(path, base, workspace, git);
    return within.isPresent() ? within.get() : conflict(path, workspace, git);
  }

  private @Nullable Node conflict(TreePath path, @Nullable Node workspace, @Nullable Node git) {
    conflicts.add(new Conflict(path, Optional.ofNullable(workspace), Optional.ofNullable(git)));
    return rule.side() == Side.WORKSPACE ? workspace : git;
  }

  /** Merges the parts of a value; empty where it has none that can be told apart. */
  private Optional<? extends Node> within(
      TreePath path, @Nullable Node base, @Nullable Node workspace, @Nullable Node git) {
    return switch (workspace) {
      case Mapping ours
          when git instanceof Mapping theirs && (base == null || base instanceof Mapping) ->
          Optional.of(
              mappings(path, base instanceof Mapping b ? b : Mapping.empty(), ours, theirs));
      case Sequence ours
          when git instanceof Sequence theirs && (base == null || base instanceof Sequence) ->
          lists(path, base instanceof Sequence b ? b : Sequence.of(), ours, theirs);
      case Text(var ours)
          when git instanceof Text(var theirs)
              && base instanceof Text(var common)
              && path.equals(SQL) ->
          LineMerge.merge(common, ours, theirs, rule)
              .map(merged -> lines(path, ours, theirs, merged));
      case null, default -> Optional.empty();
    };
  }

  private Node lines(TreePath path, String ours, String theirs, LineMerge.Outcome merged) {
    if (merged.conflicts() > 0) {
      conflicts.add(new Conflict(path, Optional.of(new Text(ours)), Optional.of(new Text(theirs))));
    }
    return new Text(merged.text());
  }

  private Optional<Sequence> lists(TreePath path, Sequence base, Sequence workspace, Sequence git) {
    Optional<KeyedItems> common = KeyedItems.of(base);
    Optional<KeyedItems> ours = KeyedItems.of(workspace);
    Optional<KeyedItems> theirs = KeyedItems.of(git);
    if (common.isPresent() && ours.isPresent() && theirs.isPresent()) {
      return Optional.of(items(path, common.get(), ours.get(), theirs.get()));
    }
    boolean mixed =
        Stream.of(base, workspace, git)
                .filter(list -> !list.items().isEmpty())
                .map(list -> KeyedItems.of(list).isPresent())
                .distinct()
                .count()
            > 1;
    return mixed ? Optional.empty() : AppendedItems.merge(base, workspace, git);
  }

  private Sequence items(TreePath path, KeyedItems base, KeyedItems workspace, KeyedItems git) {
    var merged = new ArrayList<Node>();
    for (TreePath.Item item : KeyedItems.order(base, workspace, git)) {
      Node value = values(path.item(item.to()), base.get(item), workspace.get(item), git.get(item));
      if (value != null) {
        merged.add(value);
      }
    }
    return new Sequence(merged);
  }

  private static boolean same(@Nullable Node one, @Nullable Node other) {
    return one == null ? other == null : one.equals(other);
  }
}
