package dev.gitsync.core.merge;

import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The fields that a rule knows by name: those held and those decided. What they become is settled
 * before the merge, and the three versions made to agree on it, so that the merge of all else does
 * not see them.
 */
final class SettledFields {

  private static final Comparator<TreePath> DEEPEST_FIRST =
      Comparator.<TreePath>comparingInt(path -> -path.steps().size())
          .thenComparingInt(path -> -lastIndex(path))
          .thenComparing(TreePath::toString);

  private final Mapping workspaceBefore;
  private final Mapping gitBefore;
  private final MergeRule rule;
  private final SequencedMap<TreePath, Optional<Node>> values = new LinkedHashMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private Mapping base;
  private Mapping workspace;
  private Mapping git;

  SettledFields(Mapping base, Mapping workspace, Mapping git, MergeRule rule) {
    this.workspaceBefore = workspace;
    this.gitBefore = git;
    this.rule = rule;
    this.base = base;
    this.workspace = workspace;
    this.git = git;
    var paths = new LinkedHashSet<>(rule.held());
    paths.addAll(rule.decided());
    paths.stream().filter(this::counts).sorted(DEEPEST_FIRST).forEach(this::settle);
  }

  Mapping base() {
    return base;
  }

  Mapping workspace() {
    return workspace;
  }

  Mapping git() {
    return git;
  }

  /** What is held is held as a whole. */
  private boolean counts(TreePath path) {
    return rule.held().stream().noneMatch(held -> path.startsWith(held) && !path.equals(held));
  }

  private void settle(TreePath path) {
    Optional<Node> value = rule.held().contains(path) ? of(rule.keeper(), path) : decided(path);
    values.put(path, value);
    if (path.equals(TreePath.ROOT)) {
      base = value.map(Mapping.class::cast).orElse(Mapping.empty());
      workspace = base;
      git = base;
    } else if (value.isEmpty() || !hasRoomFor(path, workspace) || !hasRoomFor(path, git)) {
      base = base.without(path);
      workspace = workspace.without(path);
      git = git.without(path);
    } else {
      agreeOn(path, value.get());
    }
  }

  /** What only one side has is new there, and finds its place as such. */
  private void agreeOn(TreePath path, Node value) {
    boolean inWorkspace = workspace.get(path).isPresent();
    boolean inGit = git.get(path).isPresent();
    boolean inAll = inWorkspace && inGit && hasRoomFor(path, base);
    base = inAll ? base.with(path, value) : base.without(path);
    workspace = inWorkspace ? workspace.with(path, value) : workspace;
    git = inGit ? git.with(path, value) : git;
  }

  private Optional<Node> of(Side side, TreePath path) {
    return side == Side.WORKSPACE ? workspace.get(path) : git.get(path);
  }

  private Optional<Node> decided(TreePath path) {
    Optional<Node> said = git.get(path);
    if (said.equals(base.get(path)) || said.equals(workspace.get(path))) {
      return workspace.get(path);
    }
    conflicts.add(conflict(path));
    return of(rule.side(), path);
  }

  private Conflict conflict(TreePath path) {
    return new Conflict(path, workspaceBefore.get(path), gitBefore.get(path));
  }

  /** Whether a document has what holds the value at a path. */
  private static boolean hasRoomFor(TreePath path, Mapping document) {
    TreePath.Step last = path.steps().getLast();
    return document.get(path.parent()).filter(parent -> holds(parent, last)).isPresent();
  }

  private static boolean holds(Node parent, TreePath.Step step) {
    return switch (step) {
      case TreePath.Key _ -> parent instanceof Mapping;
      case TreePath.Item _ -> parent instanceof Sequence;
      case TreePath.Index(var position) ->
          parent instanceof Sequence(var items) && position <= items.size();
    };
  }

  /**
   * What was merged, with the settled fields also where the rest of what held them was removed or
   * became something else, and with what both sides really said in its conflicts.
   */
  Merged applyTo(Merged merged) {
    if (values.isEmpty()) {
      return merged;
    }
    merged.conflicts().forEach(it -> conflicts.add(conflict(it.field())));
    Mapping document = merged.document();
    for (var entry : values.reversed().entrySet()) {
      document = withSettled(entry.getKey(), entry.getValue(), document);
    }
    return new Merged(document, conflicts);
  }

  private Mapping withSettled(TreePath path, Optional<Node> value, Mapping document) {
    if (document.get(path).equals(value)) {
      return document;
    }
    if (value.isEmpty()) {
      return document.without(path);
    }
    Optional<TreePath> obstacle = obstacle(path, document);
    if (obstacle.isEmpty()) {
      return document.with(path, value.get());
    }
    TreePath above = obstacle.get();
    if (conflicts.stream().anyMatch(it -> it.field().equals(above))) {
      return document;
    }
    Conflict conflict = conflict(above);
    conflicts.add(conflict);
    Optional<Node> counts = rule.side() == Side.WORKSPACE ? conflict.workspace() : conflict.git();
    Mapping cleared = counts.map(it -> document.with(above, it)).orElse(document.without(above));
    return obstacle(path, cleared).isEmpty() ? cleared.with(path, value.get()) : cleared;
  }

  /** What stands on a path's way and cannot hold the next step. */
  private static Optional<TreePath> obstacle(TreePath path, Mapping document) {
    TreePath way = path;
    TreePath.Step next = path.steps().getLast();
    while (!way.equals(TreePath.ROOT)) {
      next = way.steps().getLast();
      way = way.parent();
      Optional<Node> found = document.get(way);
      if (found.isPresent()) {
        boolean open = found.get() instanceof Null || holds(found.get(), next);
        return open ? Optional.empty() : Optional.of(way);
      }
    }
    return Optional.empty();
  }

  private static int lastIndex(TreePath path) {
    return !path.steps().isEmpty() && path.steps().getLast() instanceof TreePath.Index(var position)
        ? position
        : -1;
  }
}
