package dev.gitsync.core.tree;

import java.util.ArrayList;
import java.util.List;

/** The way from a tree's root to a value. Written {@code config.mappings[0].to}. */
public record TreePath(List<Step> steps) {

  /** One step down. */
  public sealed interface Step {}

  /** Into a mapping. */
  public record Key(String name) implements Step {}

  /** Into a sequence, counted from 0. */
  public record Index(int position) implements Step {}

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
      }
    }
    return text.toString();
  }
}
