package dev.gitsync.core.plan;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.LinkLayout.FileOf;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a full resync will do: first the workspace to Git, whatever Git says, then what only Git has
 * to the workspace.
 *
 * @param writes the files that differ from the workspace, by path
 * @param unmatched files of resources that the workspace does not have, by path; those that turn
 *     out to be good make new resources
 */
public record ResyncPlan(List<Write> writes, List<RepoPath> unmatched) {

  public ResyncPlan {
    writes = List.copyOf(writes);
    unmatched = List.copyOf(unmatched);
  }

  /** A file to be written, and the resource that it is of. */
  public record Write(Kind kind, Resource resource, FileWrite file) {}

  /** Why a file is written. */
  public enum Kind {
    /** It is not there. */
    CREATE,
    /** It says something else. */
    OVERWRITE
  }

  /**
   * Compares a workspace with its files.
   *
   * @param resources the workspace's models and syncs
   * @param files the contents of all files of the link
   */
  public static ResyncPlan of(
      Collection<StoredResource> resources, Map<RepoPath, byte[]> files, FilePlanner planner) {
    LinkLayout layout = planner.layout();
    var writes = new ArrayList<Write>();
    for (StoredResource stored : resources) {
      Optional<byte[]> present = Optional.ofNullable(files.get(layout.fileOf(stored.ref())));
      planner
          .overwrite(stored.ref(), stored.resource().document(), present)
          .map(file -> new Write(kind(present), stored.resource(), file))
          .ifPresent(writes::add);
    }
    writes.sort((one, other) -> one.file().path().compareTo(other.file().path()));
    return new ResyncPlan(writes, unmatched(resources, files, layout));
  }

  /** The plan where the files of resources that were deleted in the workspace are left alone. */
  public ResyncPlan without(Set<ResourceRef> deleted, LinkLayout layout) {
    return new ResyncPlan(
        writes,
        unmatched.stream()
            .filter(
                path -> !(layout.roleOf(path) instanceof FileOf(var ref) && deleted.contains(ref)))
            .toList());
  }

  private static Kind kind(Optional<byte[]> present) {
    return present.isPresent() ? Kind.OVERWRITE : Kind.CREATE;
  }

  private static List<RepoPath> unmatched(
      Collection<StoredResource> resources, Map<RepoPath, byte[]> files, LinkLayout layout) {
    Set<ResourceRef> known =
        resources.stream().map(StoredResource::ref).collect(Collectors.toSet());
    var unmatched = new TreeSet<RepoPath>();
    for (RepoPath path : files.keySet()) {
      if (layout.roleOf(path) instanceof FileOf(var ref) && !known.contains(ref)) {
        unmatched.add(path);
      }
    }
    return List.copyOf(unmatched);
  }
}
