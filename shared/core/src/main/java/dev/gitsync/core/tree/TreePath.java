package dev.gitsync.core.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from a tree's root to a value. Written {@code config.mappings[0].to}, or {@code
 * config.mappings[to=email].from} where items are told apart by what they map to.
 */
public record TreePath(List<Step> steps) {

  /** One step down. */
  public sealed interface Step {}

  /** Into a mapping. */
  public record Key(String name) implements Step {}

  /** Into a sequence, counted from 0. */
  public record Index(int position) implements Step {}

  /**
   * Into a sequence of mappings, to the one with this {@code to}: the same item on both sides,
   * wherever it stands.
   */
  public record Item(String to) implements Step {}

  /** The root. */
  public static final TreePath ROOT = new TreePath(List.of());

  public TreePath {
    steps = List.copyOf(steps);
  }

  /** The path of one key from the root. */
  public static TreePath of(String key) {
    return ROOT.key(key);
  }

  /** This path and a key below it. */
  public TreePath key(String name) {
    return and(new Key(name));
  }

  /** This path and an item below it. */
  public TreePath index(int position) {
    return and(new Index(position));
  }

  /** This path and the item below it that has this {@code to}. */
  public TreePath item(String to) {
    return and(new Item(to));
  }

  /** Whether this path leads through the other, or to the same place. */
  public boolean startsWith(TreePath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  private TreePath and(Step step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new TreePath(longer);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Key(var name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Index(var position) -> text.append('[').append(position).append(']');
        case Item(var to) -> text.append("[to=").append(to).append(']');
      }
    }
    return text.toString();
  }
}
