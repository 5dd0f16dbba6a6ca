package dev.gitsync.flows;

import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.Finding;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commits that carry changes, each on top of the last.
 *
 * @param steps one per change that is dealt with, in order
 * @param faulty resources whose changes met an error of ours; the later changes of such a resource
 *     are left out as well, since they build on the first
 * @param unreadable resources whose files somebody has to mend before their changes can be carried
 * @param merged resources whose files say more than their changes do: the workspace has to read
 *     them
 */
record CommitBatch(
    List<Step> steps,
    List<CommitDraft> commits,
    Map<ResourceRef, RuntimeException> faulty,
    Set<ResourceRef> unreadable,
    Set<ResourceRef> merged,
    ConflictBook conflicts) {

  /** Whether all changes were dealt with. */
  boolean isWhole() {
    return faulty.isEmpty() && unreadable.isEmpty();
  }

  /**
   * What becomes of a change.
   *
   * @param commit the place of its commit in the batch; empty when it needs none
   */
  record Step(Change change, Outcome outcome, Optional<Integer> commit, List<Finding> findings) {
    List<Conflict> conflicts() {
      return findings.stream().map(Finding::conflict).toList();
    }
  }
}
