package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import java.util.List;
import java.util.Optional;

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
    return resources.remove(link, stored, entry(link, stored, actor, commit));
  }

  private Activity entry(Link link, StoredResource stored, Person actor, CommitId commit) {
    Activity kept = journal.kept(link.workspace(), stored, actor, commit);
    return new Activity(
        kept.id(),
        kept.workspace(),
        kept.direction(),
        kept.at(),
        actor,
        kept.ref(),
        kept.name(),
        kept.action(),
        Outcome.APPLIED,
        kept.commit(),
        kept.before(),
        Mapping.empty(),
        List.of(),
        link.state().lastRead(),
        Optional.empty());
  }
}
