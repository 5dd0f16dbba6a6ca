package dev.gitsync.core.check;

import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which syncs use which models once it is merged. */
record ModelUses(
    LinkLayout layout,
    KnownWorkspace workspace,
    MergedFiles files,
    SortedMap<ResourceRef, Resource> after) {

  /** The syncs that use a model after the merge and keep their files. */
  List<Sync> of(Slug model) {
    var syncs = new TreeMap<ResourceRef, Sync>();
    for (Sync sync : workspace.syncsOf(model)) {
      if (!files.deleted().containsKey(sync.ref())) {
        syncs.put(sync.ref(), sync);
      }
    }
    for (Resource resource : after.values()) {
      if (resource instanceof Sync sync) {
        syncs.remove(sync.ref());
        if (sync.model().equals(model)) {
          syncs.put(sync.ref(), sync);
        }
      }
    }
    return List.copyOf(syncs.values());
  }

  /**
   * Models whose files go although syncs use them.
   *
   * @param renamed the models whose files were given another name
   */
  List<Finding> lostModels(Map<ResourceRef, ResourceRef> renamed, DeletionPolicy policy) {
    var findings = new ArrayList<Finding>();
    files
        .deleted()
        .forEach(
            (ref, path) -> {
              if (ref.kind() == ResourceKind.MODEL && workspace.find(ref).isPresent()) {
                for (Sync sync : of(ref.slug())) {
                  findings.add(lost(ref, path, sync, renamed, policy));
                }
              }
            });
    return findings;
  }

  private Finding lost(
      ResourceRef ref,
      RepoPath path,
      Sync sync,
      Map<ResourceRef, ResourceRef> renamed,
      DeletionPolicy policy) {
    ResourceRef target = renamed.get(ref);
    String what =
        target == null
            ? "the file is deleted"
            : "the file is renamed to %s".formatted(layout.fileOf(target));
    String then =
        policy == DeletionPolicy.DELETE
            ? "The model would be deleted, were it not in use: it stays, and no file describes it."
            : "The model stays in the workspace, but no file describes it any more.";
    String remedy =
        target == null
            ? "Bring the file back, or delete %s too, or let it use another model."
                .formatted(layout.fileOf(sync.ref()))
            : "Let %s use %s, or keep the file's name."
                .formatted(layout.fileOf(sync.ref()), target);
    var problem =
        new Problem(
            "CHECK-001",
            path,
            Position.START,
            "%s, but %s uses the model. %s".formatted(what, sync.ref(), then),
            remedy);
    return new Finding(Severity.ERROR, problem, Optional.of(sync.ref()));
  }
}
