package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.core.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * A field that both sides changed, each to something else.
 *
 * @param field its path, {@code config.mode}; the root where it is about the whole resource
 * @param workspace what the workspace says; empty where it has removed the field
 * @param git what the file says; empty where it has removed the field
 * @param position where the file says it, or what is nearest above it; empty where that is not
 *     known yet
 */
public record Conflict(
    TreePath field, Optional<Node> workspace, Optional<Node> git, Optional<Position> position) {

  private static final String WHOLE = "*";

  /** A conflict whose place in the file is not known yet. */
  public Conflict(TreePath field, Optional<Node> workspace, Optional<Node> git) {
    this(field, workspace, git, Optional.empty());
  }

  /** The field for people: {@code config.mode}; {@code *} for the whole resource. */
  public String fieldName() {
    return field.equals(TreePath.ROOT) ? WHOLE : field.toString();
  }

  /** The same conflicts, each at its place in the file that Git has. */
  public static List<Conflict> in(YamlDocument file, List<Conflict> conflicts) {
    return conflicts.stream().map(conflict -> conflict.at(file.nearest(conflict.field))).toList();
  }

  /** The same conflict, at a place in the file. */
  public Conflict at(Position place) {
    return new Conflict(field, workspace, git, Optional.of(place));
  }
}
