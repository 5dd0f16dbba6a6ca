package dev.gitsync.core.plan;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import java.util.List;
import java.util.Optional;

/**
 * What makes a workspace, or one resource of it, be what it was at a commit.
 *
 * @param steps in the order in which they can be done: what a resource refers to comes before it,
 *     and goes after it
 * @param problems of files at that commit that no resource can be made of; their resources are left
 */
public record RestorePlan(List<Step> steps, List<Problem> problems) {

  public RestorePlan {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
  }

  /** What is to be done with a resource. */
  public sealed interface Step {

    /** The resource as it is called when the step is done, or was before it goes. */
    Resource resource();

    /** Which resource it is. */
    default ResourceRef ref() {
      return resource().ref();
    }
  }

  /** It is not there and comes back. */
  public record Create(Resource resource) implements Step {}

  /** It gets what it said then. */
  public record Update(StoredResource current, Resource resource) implements Step {

    /** The fields that differ: the workspace's value is today's, Git's is that of the commit. */
    public List<Conflict> differences() {
      return ResourceMerge.differences(current.resource().document(), resource.document());
    }
  }

  /** It was not there, and goes. */
  public record Delete(StoredResource current) implements Step {
    @Override
    public Resource resource() {
      return current.resource();
    }
  }

  /** It was not there, and stays: the deletion policy does not delete, or something needs it. */
  public record Leave(StoredResource current) implements Step {
    @Override
    public Resource resource() {
      return current.resource();
    }
  }

  /** It is what it was. */
  public record Unchanged(StoredResource current) implements Step {
    @Override
    public Resource resource() {
      return current.resource();
    }
  }

  /** The step of a resource; empty where neither the workspace nor the commit has it. */
  public Optional<Step> step(ResourceRef ref) {
    return steps.stream().filter(it -> it.ref().equals(ref)).findFirst();
  }
}
