package dev.gitsync.core.check;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a check wants to know of its workspace, as it is before the merge. Each question may cost a
 * read, so only what matters is asked.
 */
public interface Workspace {

  /** All sources and destinations. */
  List<Connector> connectors();

  /** A model or sync that a file can describe. */
  Optional<Resource> find(ResourceRef ref);

  /** A model or sync that no file can describe; none unless a workspace has such. */
  default Optional<Unfiled> unfiled(ResourceRef ref) {
    return Optional.empty();
  }

  /** Models by their names, without names that several have. */
  Map<String, Slug> modelNames();

  /** The syncs that use a model, by slug. */
  List<Sync> syncsOf(Slug model);

  /** Changes of a resource that are on their way to the branch, oldest first. */
  List<Change> pending(ResourceRef ref);

  /** A resource's fields that wait for somebody's decision; none unless a workspace keeps such. */
  default Set<TreePath> held(ResourceRef ref) {
    return Set.of();
  }

  /** How many there are of a kind. */
  int count(ResourceKind kind);
}
