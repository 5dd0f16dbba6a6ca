package dev.gitsync.core.plan;

import dev.gitsync.core.plan.RestorePlan.Create;
import dev.gitsync.core.plan.RestorePlan.Delete;
import dev.gitsync.core.plan.RestorePlan.Leave;
import dev.gitsync.core.plan.RestorePlan.Step;
import dev.gitsync.core.plan.RestorePlan.Unchanged;
import dev.gitsync.core.plan.RestorePlan.Update;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decides what a restore does. */
public final class RestorePlanner {

  private final Past past;
  private final DeletionPolicy policy;
  private final Map<ResourceRef, StoredResource> present = new TreeMap<>();

  /** What the workspace will have once the steps so far are done. */
  private final Map<ResourceRef, Resource> after = new TreeMap<>();

  private final List<Step> steps = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private RestorePlanner(Past past, Collection<StoredResource> present, DeletionPolicy policy) {
    this.past = past;
    this.policy = policy;
    for (StoredResource stored : present) {
      this.present.put(stored.ref(), stored);
      this.after.put(stored.ref(), stored.resource());
    }
  }

  /**
   * The commit that is gone back to.
   *
   * @param files contents by path; files that describe no resource do not matter
   * @param references what the aliases of that commit stand for among the sources and destinations
   *     of today; models do not matter
   */
  public record Past(LinkLayout layout, Map<RepoPath, byte[]> files, References references) {
    public Past {
      files = Map.copyOf(files);
    }
  }

  /**
   * What makes a workspace be what it was. A file that cannot be taken over leaves its resource as
   * it is, and one that leaves something unsaid leaves that.
   *
   * @param present all models and syncs of the workspace
   * @param only the one resource that is meant, where not all are: then the past has no other file
   * @param policy whether what was not there then is deleted
   */
  public static RestorePlan plan(
      Past past,
      Collection<StoredResource> present,
      Optional<ResourceRef> only,
      DeletionPolicy policy) {
    var planner = new RestorePlanner(past, present, policy);
    planner.planFiles(ResourceKind.MODEL);
    planner.planFiles(ResourceKind.SYNC);
    planner.planOthers(ResourceKind.SYNC, only);
    planner.planOthers(ResourceKind.MODEL, only);
    return new RestorePlan(planner.steps, planner.problems);
  }

  private void planFiles(ResourceKind kind) {
    References references = references();
    for (ResourceFile file : readable(kind)) {
      List<Problem> found = FileCheck.problems(file, references);
      problems.addAll(found);
      if (found.isEmpty()) {
        planFile(file, references);
      }
    }
  }

  private List<ResourceFile> readable(ResourceKind kind) {
    var readable = new TreeMap<ResourceRef, ResourceFile>();
    past.files()
        .forEach(
            (path, content) -> {
              if (past.layout().roleOf(path) instanceof LinkLayout.FileOf(var ref)
                  && ref.kind() == kind) {
                switch (ResourceFile.read(path, ref, content)) {
                  case ResourceFile.Parsed(var file) -> readable.put(ref, file);
                  case ResourceFile.Broken(var found) -> problems.addAll(found);
                }
              }
            });
    return List.copyOf(readable.values());
  }

  /** The words of that commit, with the models that there will be. */
  private References references() {
    var slugs = new HashSet<Slug>();
    var names = new HashMap<String, Slug>();
    var several = new HashSet<String>();
    for (Resource resource : after.values()) {
      if (resource.ref().kind() == ResourceKind.MODEL) {
        slugs.add(resource.ref().slug());
        if (names.put(resource.name(), resource.ref().slug()) != null) {
          several.add(resource.name());
        }
      }
    }
    names.keySet().removeAll(several);
    References words = past.references();
    return new References(words.aliases(), words.sources(), words.destinations(), slugs, names);
  }

  private void planFile(ResourceFile file, References references) {
    StoredResource current = present.get(file.ref());
    Mapping now = current == null ? Mapping.empty() : current.resource().document();
    Resource then = Resource.of(file.ref(), file.document(references, now));
    after.put(file.ref(), then);
    if (current == null) {
      steps.add(new Create(then));
    } else {
      steps.add(then.document().equals(now) ? new Unchanged(current) : new Update(current, then));
    }
  }

  /** Resources that were not there. */
  private void planOthers(ResourceKind kind, Optional<ResourceRef> only) {
    Set<ResourceRef> needed =
        after.values().stream().flatMap(it -> it.references().stream()).collect(Collectors.toSet());
    for (StoredResource stored : present.values()) {
      if (stored.ref().kind() == kind
          && only.filter(it -> !it.equals(stored.ref())).isEmpty()
          && !past.files().containsKey(past.layout().fileOf(stored.ref()))) {
        planOther(stored, needed);
      }
    }
  }

  private void planOther(StoredResource stored, Set<ResourceRef> needed) {
    if (policy == DeletionPolicy.DELETE && !needed.contains(stored.ref())) {
      after.remove(stored.ref());
      steps.add(new Delete(stored));
    } else {
      steps.add(new Leave(stored));
    }
  }
}
