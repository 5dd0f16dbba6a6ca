package dev.gitsync.functions.api;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Conflicts of one link as answers show them; each resource is read at most once. */
final class ConflictJson {

  private final Resources resources;
  private final Link link;
  private final List<Change> waiting;
  private final Map<ResourceRef, Optional<StoredResource>> read = new HashMap<>();

  ConflictJson(Resources resources, Link link, List<Change> waiting) {
    this.resources = resources;
    this.link = link;
    this.waiting = waiting;
  }

  Mapping show(OpenConflict conflict) {
    ResourceRef ref = conflict.ref();
    Optional<StoredResource> current = current(ref);
    String name = current.map(it -> it.resource().name()).orElse(ref.slug().value());
    return Mapping.of("id", new Text(conflict.id()))
        .with("resource", LinkJson.resource(ref, name))
        .with("field", conflict.conflict().fieldName())
        .with("workspace", workspace(conflict, current).orElse(new Null()))
        .with("git", conflict.conflict().git().orElse(new Null()))
        .with("file", link.layout().fileOf(ref).value())
        .with("line", place(conflict, Position::line))
        .with("column", place(conflict, Position::column))
        .with("decision", Words.of(conflict.decision()))
        .with("isDeletion", new Bool(conflict.isDeletion()))
        .with("at", conflict.at().toString())
        .with("commit", LinkJson.text(conflict.commit()))
        .with("settling", new Bool(isSettling(conflict, waiting)));
  }

  private Optional<StoredResource> current(ResourceRef ref) {
    return read.computeIfAbsent(ref, it -> resources.find(link.workspace(), it));
  }

  /** What the workspace says now; where Git's value has won, what the workspace had said. */
  private static Optional<Node> workspace(OpenConflict conflict, Optional<StoredResource> current) {
    return conflict.decision() == Decision.GIT
        ? conflict.conflict().workspace()
        : current.flatMap(it -> it.resource().document().get(conflict.field()));
  }

  private static Node place(OpenConflict conflict, ToIntFunction<Position> number) {
    return conflict
        .conflict()
        .position()
        .<Node>map(it -> Num.of(number.applyAsInt(it)))
        .orElse(new Null());
  }

  /** Whether a change that waits decides the conflict once it is delivered. */
  static boolean isSettling(OpenConflict conflict, List<Change> waiting) {
    return waiting.stream()
        .filter(change -> change.ref().equals(conflict.ref()))
        .anyMatch(change -> settles(change.purpose(), conflict));
  }

  private static boolean settles(Purpose purpose, OpenConflict conflict) {
    return switch (purpose) {
      case Purpose.Resolution(var field, var git) -> field.equals(conflict.field());
      case Purpose.Recreation recreation -> conflict.isDeletion();
      case Purpose.Edit edit -> false;
      case Purpose.Overwriting overwriting -> false;
      case Purpose.Restoration restoration -> false;
    };
  }
}
