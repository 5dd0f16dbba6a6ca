package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.MergeRule;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.ArrayList;
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
   * What applying a file does: the workspace gets what the file will say once the changes that are
   * still on their way to the branch are on it. They are played on the file one by one, just as the
   * outbound flow will.
   *
   * @param file one that {@link dev.gitsync.core.repo.FileCheck} passes
   * @param current the resource as it is; empty where there is none
   * @param pending the changes of this resource that are still on their way, oldest first
   * @return empty when there is nothing to write; also when the resource was deleted since
   */
  public static Optional<ResourceWrite> apply(
      ResourceFile file,
      References references,
      Optional<StoredResource> current,
      List<Change> pending) {
    if (current.isEmpty()) {
      return pending.isEmpty() ? Optional.of(create(file, references)) : Optional.empty();
    }
    Mapping workspace = current.get().resource().document();
    Mapping document = file.document(references, workspace);
    var conflicts = new ArrayList<Conflict>();
    for (Change change : pending) {
      if (change.action() != Action.DELETE) {
        Merged merged =
            ResourceMerge.merge(change.before(), change.after(), document, MergeRule.WORKSPACE);
        document = merged.document();
        conflicts.addAll(merged.conflicts());
      }
    }
    Resource after = Resource.of(file.ref(), document);
    return after.document().equals(workspace)
        ? Optional.empty()
        : Optional.of(new ResourceWrite(Action.UPDATE, workspace, after, conflicts));
  }

  private static ResourceWrite create(ResourceFile file, References references) {
    Mapping document = file.document(references, Mapping.empty());
    return new ResourceWrite(
        Action.CREATE, Mapping.empty(), Resource.of(file.ref(), document), List.of());
  }
}
