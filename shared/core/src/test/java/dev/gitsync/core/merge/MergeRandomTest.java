package dev.gitsync.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.MergeRule.Extent;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds of every merge. */
class MergeRandomTest {

  private static final int ROUNDS = 5_000;

  /** Three versions of a document, and where this came from. */
  private record Versions(Mapping base, Mapping workspace, Mapping git, Random random) {

    @Override
    public String toString() {
      return "%nbase      %s%nworkspace %s%ngit       %s%n"
          .formatted(Json.write(base), Json.write(workspace), Json.write(git));
    }
  }

  private static void each(Consumer<Versions> check) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("MergeRandomTest seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      var documents = new RandomDocuments(random);
      Mapping base = documents.sync();
      var versions = new Versions(base, documents.edited(base), documents.edited(base), random);
      try {
        check.accept(versions);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + i + versions, e);
      }
    }
  }

  private static Merged merge(Mapping base, Mapping workspace, Mapping git, Side side) {
    return ResourceMerge.merge(base, workspace, git, MergeRule.preferring(side));
  }

  @Test
  void takesTheOnlySideThatChanged() {
    each(
        it -> {
          for (Side side : Side.values()) {
            assertMerged(merge(it.base, it.workspace, it.base, side), it.workspace);
            assertMerged(merge(it.base, it.base, it.git, side), it.git);
            assertMerged(merge(it.base, it.git, it.git, side), it.git);
          }
        });
  }

  @Test
  void makesTheSameOfBothSidesExchanged() {
    each(
        it -> {
          Merged one = merge(it.base, it.workspace, it.git, Side.WORKSPACE);
          Merged other = merge(it.base, it.git, it.workspace, Side.GIT);
          assertThat(fields(one)).isEqualTo(fields(other));
          if (one.conflicts().isEmpty()) {
            assertThat(unordered(one.document())).isEqualTo(unordered(other.document()));
          }
        });
  }

  @Test
  void hasNothingToMergeTheSecondTime() {
    each(
        it -> {
          for (Side side : Side.values()) {
            Mapping merged = merge(it.base, it.workspace, it.git, side).document();
            Mapping winner = side == Side.GIT ? it.git : it.workspace;
            assertMerged(merge(winner, merged, merged, side), merged);
          }
        });
  }

  @Test
  void hasEveryChangeThatDoesNotConflict() {
    each(
        it -> {
          Merged merged = merge(it.base, it.workspace, it.git, Side.WORKSPACE);
          assertChanges(it.base, it.workspace, merged);
          assertChanges(it.base, it.git, merged);
        });
  }

  @Test
  void followsOneSideInEveryConflict() {
    each(
        it -> {
          for (Side side : Side.values()) {
            var rule = new MergeRule(side, Extent.WHOLE, Set.of(), Set.of());
            Merged merged = ResourceMerge.merge(it.base, it.workspace, it.git, rule);
            for (Conflict conflict : merged.conflicts()) {
              assertThat(conflict.workspace()).isEqualTo(it.workspace.get(conflict.field()));
              assertThat(conflict.git()).isEqualTo(it.git.get(conflict.field()));
              assertThat(conflict.workspace()).isNotEqualTo(conflict.git());
              assertThat(merged.document().get(conflict.field()))
                  .isEqualTo(side == Side.GIT ? conflict.git() : conflict.workspace());
            }
          }
        });
  }

  @Test
  void holdsWhatConflicts() {
    each(
        it -> {
          var free = new MergeRule(Side.GIT, Extent.WHOLE, Set.of(), Set.of());
          Merged first = ResourceMerge.merge(it.base, it.workspace, it.git, free);
          Set<TreePath> held = Set.copyOf(first.conflicts().stream().map(Conflict::field).toList());
          var rule = new MergeRule(Side.GIT, Extent.WHOLE, held, Set.of());
          Merged again = ResourceMerge.merge(it.base, it.workspace, it.git, rule);
          assertThat(again.conflicts()).isEmpty();
          assertThat(unordered(again.document())).isEqualTo(unordered(first.document()));
        });
  }

  @Test
  void holdsAnyField() {
    each(
        it -> {
          Side side = it.random.nextBoolean() ? Side.GIT : Side.WORKSPACE;
          Mapping winner = side == Side.GIT ? it.git : it.workspace;
          Set<TreePath> held = Set.copyOf(List.of(anyPath(it), anyPath(it)));
          var rule = new MergeRule(side, Extent.PART, held, Set.of());
          Merged merged = ResourceMerge.merge(it.base, it.workspace, it.git, rule);
          for (TreePath path : held) {
            assertThat(merged.document().get(path)).as("%s", path).isEqualTo(winner.get(path));
            assertThat(merged.conflicts()).noneMatch(conflict -> conflict.field().equals(path));
          }
        });
  }

  @Test
  void followsDecisionsUnlessGitMovedOn() {
    each(
        it -> {
          TreePath path = anyPath(it);
          var rule = new MergeRule(Side.GIT, Extent.PART, Set.of(), Set.of(path));
          Merged merged = ResourceMerge.merge(it.base, it.workspace, it.git, rule);
          Optional<Node> git = it.git.get(path);
          boolean movedOn = !git.equals(it.base.get(path)) && !git.equals(it.workspace.get(path));
          boolean told =
              merged.conflicts().stream().anyMatch(conflict -> conflict.field().equals(path));
          assertThat(told).as("%s", path).isEqualTo(movedOn);
          if (!movedOn && merged.conflicts().isEmpty()) {
            assertThat(merged.document().get(path)).isEqualTo(it.workspace.get(path));
          }
        });
  }

  private static void assertMerged(Merged merged, Mapping document) {
    assertThat(merged.document()).isEqualTo(document);
    assertThat(merged.conflicts()).isEmpty();
  }

  /** Each leaf that a side changed is as it made it, unless that is in conflict. */
  private static void assertChanges(Mapping base, Mapping side, Merged merged) {
    Map<TreePath, Node> before = leaves(base);
    Map<TreePath, Node> after = leaves(side);
    var changed = new ArrayList<TreePath>();
    after.forEach(
        (path, value) -> {
          if (!value.equals(before.get(path))) {
            changed.add(path);
          }
        });
    before.keySet().stream().filter(path -> !after.containsKey(path)).forEach(changed::add);
    for (TreePath path : changed) {
      if (merged.conflicts().stream().noneMatch(it -> path.startsWith(it.field()))) {
        assertThat(merged.document().get(path)).as("%s", path).isEqualTo(side.get(path));
      }
    }
  }

  /** The values that are told apart; lists and SQL, which are merged within, are not among them. */
  private static Map<TreePath, Node> leaves(Mapping document) {
    var leaves = new HashMap<TreePath, Node>();
    collect(TreePath.ROOT, document, leaves);
    leaves.remove(TreePath.of("rawSql"));
    return leaves;
  }

  private static void collect(TreePath path, Node node, Map<TreePath, Node> leaves) {
    switch (node) {
      case Mapping(var entries) ->
          entries.forEach((key, value) -> collect(path.key(key), value, leaves));
      case Sequence list ->
          KeyedItems.of(list)
              .ifPresent(
                  keyed ->
                      keyed
                          .items()
                          .forEach((item, value) -> collect(path.item(item.to()), value, leaves)));
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> leaves.put(path, node);
    }
  }

  private static TreePath anyPath(Versions versions) {
    var paths = new ArrayList<>(leaves(versions.base).keySet());
    paths.addAll(leaves(versions.workspace).keySet());
    paths.addAll(leaves(versions.git).keySet());
    paths.sort((one, other) -> one.toString().compareTo(other.toString()));
    TreePath path = paths.get(versions.random.nextInt(paths.size()));
    return versions.random.nextBoolean() && path.steps().size() > 1 ? path.parent() : path;
  }

  private static List<String> fields(Merged merged) {
    return merged.conflicts().stream().map(Conflict::fieldName).sorted().toList();
  }

  /** Equal for documents that are equal but for the order of lists. */
  private static Node unordered(Node node) {
    return switch (node) {
      case Mapping(var entries) -> {
        var copy = new TreeMap<String, Node>();
        entries.forEach((key, value) -> copy.put(key, unordered(value)));
        yield new Mapping(copy);
      }
      case Sequence(var items) ->
          new Sequence(
              items.stream()
                  .map(MergeRandomTest::unordered)
                  .sorted((one, other) -> one.toString().compareTo(other.toString()))
                  .toList());
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> node;
    };
  }
}
