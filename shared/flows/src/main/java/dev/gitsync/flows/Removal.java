package dev.gitsync.flows;

import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.flows.Journal.Touch;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import java.util.List;

/** Deletes a resource because its file was deleted and somebody said that it is meant. */
public record Removal(Resources resources, Journal journal) {

  /**
   * Deletes, if the link and the resource are still the ones that were read. Whoever calls has seen
   * to it that nothing refers to the resource.
   *
   * @param actor who decided it
   * @param commit where the branch pointed when the deletion was found
   * @return whether it was deleted
   */
  public boolean remove(Link link, StoredResource stored, Person actor, CommitId commit) {
    var touch = new Touch(actor, commit, link.state().lastRead().orElse(commit));
    return resources.remove(
        link,
        stored,
        journal.fileDeleted(link.workspace(), stored, Outcome.APPLIED, touch, List.of()));
  }
}
