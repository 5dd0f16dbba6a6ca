package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Somebody who works in a workspace, through the API: reads, decides, writes, and if need be again.
 */
record WorkspaceUser(World world, WorkspaceId workspace) {

  /** Asks for full resyncs, and for nothing else, so that their entries are told apart. */
  static final Person ROOT = new Person("Root", "root@example.com");

  private static final int MOST_ATTEMPTS = 5;

  /**
   * Something that a user does.
   *
   * @param words as a story tells it
   * @param call what the API's function runs
   */
  record Act(String words, Consumer<Gate> call) {}

  private Person person() {
    String name = "Ada of " + workspace;
    return new Person(name, "ada@" + workspace + ".example");
  }

  /** What a user does next. */
  static Act drawn(World world, Choices choices) {
    Spot spot = world.spot(choices);
    var user = new WorkspaceUser(world, spot.workspace());
    int deletions = world.workload().deletions() == Workload.Deletions.SOME ? 2 : 0;
    return switch (choices.weighted(12, 3, deletions, 1)) {
      case 1 -> user.create(spot.ref());
      case 2 -> user.delete(spot.ref());
      case 3 -> user.rename(choices);
      default -> user.update(spot.ref(), choices);
    };
  }

  private Act update(ResourceRef ref, Choices choices) {
    var edit = DocumentEdit.drawn(ref.kind(), choices, world.token());
    return edit("sets " + edit + " of " + ref, ref, changing(ref, edit));
  }

  private Act rename(Choices choices) {
    ResourceRef ref = choices.of(2) == 0 ? Inventory.SOURCE : Inventory.DESTINATION;
    var edit = DocumentEdit.drawn(ref.kind(), choices, world.token());
    return edit("renames " + ref, ref, changing(ref, edit));
  }

  private static Function<Optional<StoredResource>, Optional<Edited>> changing(
      ResourceRef ref, DocumentEdit edit) {
    return current ->
        current
            .map(it -> Resource.of(ref, edit.apply(it.resource().document())))
            .filter(it -> !it.equals(current.get().resource()))
            .map(it -> new Edited(Optional.of(it)));
  }

  Act create(ResourceRef ref) {
    Resource fresh = Inventory.fresh(ref, world::token);
    return edit(
        "creates " + ref,
        ref,
        current ->
            current.isPresent() ? Optional.empty() : Optional.of(new Edited(Optional.of(fresh))));
  }

  private Act delete(ResourceRef ref) {
    return edit("deletes " + ref, ref, current -> current.map(it -> new Edited(Optional.empty())));
  }

  /** What a resource is to be; empty to delete it. */
  private record Edited(Optional<Resource> after) {}

  private Act edit(
      String words, ResourceRef ref, Function<Optional<StoredResource>, Optional<Edited>> decide) {
    return new Act(
        "Ada " + words + " in " + workspace,
        gate -> {
          Ports ports = world.ports().behind(gate, world.memory());
          for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (attempt(ports, ref, decide)) {
              return;
            }
          }
        });
  }

  /** Returns false when somebody else was faster. */
  private boolean attempt(
      Ports ports, ResourceRef ref, Function<Optional<StoredResource>, Optional<Edited>> decide) {
    try {
      Optional<StoredResource> current = ports.resources().find(workspace, ref);
      Optional<Edited> edited = decide.apply(current);
      if (edited.isEmpty() || isRefused(ports, ref, edited.get())) {
        return true;
      }
      var edit = new Edit(workspace, person(), current, edited.get().after(), Mapping.empty());
      if (ports.resources().accept(edit).isEmpty()) {
        return false;
      }
      ports.hints().outbound(workspace);
      return true;
    } catch (TryLater e) {
      return true; // The user is told, and tries no more.
    }
  }

  /** What a sync uses is not deleted. */
  private boolean isRefused(Ports ports, ResourceRef ref, Edited edited) {
    return edited.after().isEmpty()
        && ref.kind() == ResourceKind.MODEL
        && ports.resources().list(workspace, ResourceKind.SYNC).stream()
            .anyMatch(it -> it.resource().references().contains(ref));
  }

  /** Asks for a full resync. */
  Act resync() {
    return new Act(
        "Root asks for a full resync of " + workspace,
        gate -> {
          Ports ports = world.ports().behind(gate, world.memory());
          try {
            Optional<Link> link = ports.links().find(workspace);
            var request = new ResyncRequest(ROOT, world.now());
            if (link.isPresent()
                && ports
                    .links()
                    .advance(link.get().with(link.get().state().with(request)))
                    .isPresent()) {
              ports.hints().resync(workspace);
            }
          } catch (TryLater e) {
            // The user is told, and tries no more.
          }
        });
  }
}
