package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.plan.Replay.Absence;
import dev.gitsync.core.plan.Replay.Circumstances;
import dev.gitsync.core.plan.Replay.Fate;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a file makes of its resource: the workspace gets what the file will say once the
 * changes that are still on their way to the branch are on it. They are played on the file one by
 * one, just as the outbound flow will.
 */
public record ResourcePlanner(Policies policies, References references) {

  /**
   * A write to the workspace.
   *
   * @param before empty when the resource is created
   * @param conflicts what both sides had changed
   */
  public record ResourceWrite(
      Action action, Mapping before, Resource after, List<Conflict> conflicts) {
    public ResourceWrite {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * What there is to know of a resource.
   *
   * @param current as it is; empty where there is none
   * @param pending its changes that are still on their way, oldest first
   * @param held its fields that wait for somebody's decision
   * @param reading whether the workspace has read what the file says now
   */
  public record Situation(
      Optional<StoredResource> current, List<Change> pending, Set<TreePath> held, Reading reading) {
    public Situation {
      pending = List.copyOf(pending);
      held = Set.copyOf(held);
    }

    private Optional<Mapping> document() {
      return current.map(it -> it.resource().document());
    }

    private List<Change> after(Change change) {
      return pending.stream().filter(it -> it.sequence() > change.sequence()).toList();
    }

    private boolean endsWithDeletion() {
      return !pending.isEmpty() && pending.getLast().action() == Action.DELETE;
    }
  }

  /** What the workspace knows of a file. */
  public enum Reading {
    /** Somebody has edited it since it was read. */
    EDITED,
    /** It has changed, but by our own commits, or nobody knows how; or it could not be applied. */
    CHANGED,
    /** It is as it was read and applied. */
    KNOWN
  }

  /**
   * What applying a file does.
   *
   * @param write empty when there is nothing to write
   * @param git what the file itself says, changes on their way left aside
   * @param findings conflicts that were found
   */
  public record Applied(
      Optional<ResourceWrite> write, Mapping git, Mapping workspace, List<Finding> findings) {
    public Applied {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Plans.
   *
   * @param file one that {@link dev.gitsync.core.repo.FileCheck} passes
   */
  public Applied apply(ResourceFile file, Situation situation) {
    Mapping known = situation.document().orElse(Mapping.empty());
    Mapping git = file.document(references, unsaidBy(situation));
    var replay = new Replay(policies, Side.WORKSPACE, situation.held());
    var findings = new ArrayList<Finding>();
    Optional<Mapping> document = Optional.of(git);
    for (Change change : situation.pending()) {
      Replay.Step step = replay.play(change, document, circumstances(situation, change));
      findings.addAll(step.findings());
      document = after(step, document);
    }
    List<Finding> located = findings.stream().map(it -> located(file, it)).toList();
    Optional<Resource> after =
        document
            .filter(it -> comesBack(situation, it))
            .map(it -> keeping(replay.held(), it, known, situation))
            .map(it -> Resource.of(file.ref(), it));
    Optional<ResourceWrite> write =
        after
            .filter(it -> !situation.document().equals(Optional.of(it.document())))
            .map(it -> write(it, situation, located));
    return new Applied(write, git, after.map(Resource::document).orElse(known), located);
  }

  private static Finding located(ResourceFile file, Finding finding) {
    return new Finding(finding.change(), file.locate(finding.conflict()), finding.decision());
  }

  private static ResourceWrite write(Resource after, Situation situation, List<Finding> findings) {
    return new ResourceWrite(
        situation.current().isPresent() ? Action.UPDATE : Action.CREATE,
        situation.document().orElse(Mapping.empty()),
        after,
        findings.stream().map(Finding::conflict).toList());
  }

  /** What the file leaves unsaid stays as it is; where there is no resource, as it was. */
  private static Mapping unsaidBy(Situation situation) {
    return situation
        .document()
        .or(() -> situation.pending().stream().map(Change::before).findFirst())
        .orElse(Mapping.empty());
  }

  private static Circumstances circumstances(Situation situation, Change change) {
    Optional<Mapping> known =
        change.action() == Action.CREATE && situation.reading() == Reading.KNOWN
            ? situation.document().map(it -> Replay.before(situation.after(change), it))
            : Optional.empty();
    boolean isBack = situation.current().isPresent() && situation.endsWithDeletion();
    return new Circumstances(
        known, Absence.NEVER_THERE, isBack ? Fate.BACK : Fate.AS_THE_CHANGES_SAY);
  }

  private static Optional<Mapping> after(Replay.Step step, Optional<Mapping> document) {
    return switch (step) {
      case Replay.Write(var written, var findings) -> Optional.of(written);
      case Replay.Remove remove -> Optional.empty();
      case Replay.Keep keep -> document;
    };
  }

  /**
   * Whether there is to be a resource. One whose deletion is on its way stays deleted unless the
   * file says something else than the resource did, or, where files outlive their resources, was
   * touched since.
   */
  private boolean comesBack(Situation situation, Mapping document) {
    if (situation.current().isPresent() || !situation.endsWithDeletion()) {
      return true;
    }
    boolean isEdited = !document.equals(situation.pending().getLast().before());
    return isEdited
        || (policies.deletions() != DeletionPolicy.DELETE && situation.reading() == Reading.EDITED);
  }

  /** Held fields stay what they are in the workspace. */
  private static Mapping keeping(
      Set<TreePath> held, Mapping document, Mapping known, Situation situation) {
    Mapping kept = document;
    if (situation.current().isPresent()) {
      for (TreePath field : held) {
        kept = Replay.taking(kept, field, known);
      }
    }
    return kept;
  }
}
