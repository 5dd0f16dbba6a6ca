package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;
import java.util.Optional;

/** Decides what a file makes of its resource. */
public final class ResourcePlanner {

  private ResourcePlanner() {}

  /**
   * A write to the workspace.
   *
   * @param before empty when the resource is created
   * @param conflicts what the file said and the workspace does not follow
   */
  public record ResourceWrite(
      Action action, Mapping before, Resource after, List<Conflict> conflicts) {
    public ResourceWrite {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * What applying a file does. The file's fields count, save those that the workspace has changed
   * since both agreed and that are still on their way to the branch.
   *
   * @param file one that {@link dev.gitsync.core.repo.FileCheck} passes
   * @param current the resource as it is; empty where there is none
   * @param pending the changes of this resource that are still on their way, oldest first
   * @return empty when the workspace says what the file says
   */
  public static Optional<ResourceWrite> apply(
      ResourceFile file,
      References references,
      Optional<StoredResource> current,
      List<Change> pending) {
    if (current.isEmpty()) {
      Mapping document = file.document(references, Mapping.empty());
      return Optional.of(
          new ResourceWrite(
              Action.CREATE, Mapping.empty(), Resource.of(file.ref(), document), List.of()));
    }
    Mapping workspace = current.get().resource().document();
    Mapping agreed = ResourceMerge.agreed(workspace, pending);
    Merged merged = ResourceMerge.merge(agreed, workspace, file.document(references, workspace));
    Resource after = Resource.of(file.ref(), merged.document());
    return after.document().equals(workspace)
        ? Optional.empty()
        : Optional.of(new ResourceWrite(Action.UPDATE, workspace, after, merged.conflicts()));
  }
}
