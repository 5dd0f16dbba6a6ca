package dev.gitsync.core.check;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.check.Check.Cause;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.plan.Renames;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What becomes of resources whose files a merge takes away: as the inbound flow will decide. */
final class CheckedDeletions {

  private final Policies policies;
  private final KnownWorkspace workspace;
  private final ModelUses uses;
  private final SortedMap<ResourceRef, Resource> gone = new TreeMap<>();
  private final Map<ResourceRef, ResourceRef> renamed = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  CheckedDeletions(
      Policies policies,
      KnownWorkspace workspace,
      MergedFiles files,
      SortedMap<ResourceRef, ResourceFile> good,
      ModelUses uses) {
    this.policies = policies;
    this.workspace = workspace;
    this.uses = uses;
    files.deleted().keySet().forEach(ref -> workspace.find(ref).ifPresent(it -> gone.put(ref, it)));
    if (!gone.isEmpty()) {
      findRenames(good);
      decide(ResourceKind.SYNC);
      decide(ResourceKind.MODEL);
    }
  }

  List<Effect> effects() {
    return effects;
  }

  List<Finding> findings() {
    return findings;
  }

  /** What the resources have become whose files were given another name. */
  Map<ResourceRef, ResourceRef> renamed() {
    return renamed;
  }

  private void findRenames(SortedMap<ResourceRef, ResourceFile> good) {
    var deleted = new HashMap<ResourceRef, Mapping>();
    gone.forEach((ref, resource) -> deleted.put(ref, resource.document()));
    var created = new HashMap<ResourceRef, Mapping>();
    uses.after()
        .forEach(
            (ref, resource) -> {
              if (good.containsKey(ref) && workspace.find(ref).isEmpty()) {
                created.put(ref, resource.document());
              }
            });
    Renames.find(deleted, created).forEach(it -> renamed.put(it.from(), it.to()));
  }

  private void decide(ResourceKind kind) {
    List<Resource> ofKind = gone.values().stream().filter(it -> it.ref().kind() == kind).toList();
    List<Resource> meant = ofKind.stream().filter(this::isMeant).toList();
    List<Resource> lost = meant.stream().filter(it -> !renamed.containsKey(it.ref())).toList();
    var guard = policies.guard();
    boolean isStopped =
        lost.size() > guard.resources() && guard.stops(lost.size(), workspace.count(kind));
    for (Resource resource : ofKind) {
      Outcome outcome = Outcome.LEAVE;
      if (meant.contains(resource)) {
        outcome = isStopped && lost.contains(resource) ? Outcome.ASK : carriedOut(resource);
      }
      effects.add(effect(resource, outcome));
    }
    if (isStopped) {
      findings.add(asked(lost, kind));
    }
  }

  private boolean isMeant(Resource resource) {
    if (policies.deletions() == DeletionPolicy.IGNORE) {
      return false;
    }
    List<Change> pending = workspace.pending(resource.ref());
    boolean isEdited =
        pending.stream()
            .allMatch(
                it ->
                    it.action() == Action.UPDATE && !(it.purpose() instanceof Purpose.Recreation));
    return pending.isEmpty()
        || (isEdited
            && policies.deletions() == DeletionPolicy.DELETE
            && policies.conflicts() == ConflictPolicy.GIT);
  }

  private Outcome carriedOut(Resource resource) {
    if (policies.deletions() == DeletionPolicy.DELETE) {
      boolean isUsed = resource instanceof Model model && !uses.of(model.slug()).isEmpty();
      return isUsed ? Outcome.LEAVE : Outcome.DELETE;
    }
    return resource instanceof Sync sync && !sync.paused() ? Outcome.DISABLE : Outcome.LEAVE;
  }

  private Effect effect(Resource resource, Outcome outcome) {
    return new Effect(
        resource.ref(),
        resource.name(),
        uses.layout().fileOf(resource.ref()),
        outcome,
        Cause.DELETION,
        List.of(),
        Optional.ofNullable(renamed.get(resource.ref())));
  }

  private Finding asked(List<Resource> lost, ResourceKind kind) {
    var problem =
        new Problem(
            "CHECK-006",
            uses.layout().fileOf(lost.getFirst().ref()),
            Position.START,
            "%d files of %s are deleted, more than go without a question."
                .formatted(lost.size(), kind.plural()),
            "Nothing goes until somebody says in the workspace that it is meant.");
    return new Finding(Severity.WARNING, problem, Optional.empty());
  }
}
