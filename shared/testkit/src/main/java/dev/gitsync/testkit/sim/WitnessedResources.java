package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.Optional;

/** Resources of which the ledger notes in the same moment what is accepted and what is written. */
record WitnessedResources(Resources resources, Links links, Ledger ledger)
    implements ForwardingResources {

  @Override
  public Optional<Change> accept(Edit edit) {
    Optional<Change> change = resources.accept(edit);
    change.ifPresent(
        it ->
            ledger.accepted(
                it, links.find(it.workspace()).flatMap(link -> link.state().lastRead())));
    return change;
  }

  @Override
  public boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    boolean taken = resources.apply(link, current, write, entry);
    if (taken) {
      ledger.applied(entry);
    }
    return taken;
  }

  @Override
  public boolean remove(Link link, StoredResource current, Activity entry) {
    boolean removed = resources.remove(link, current, entry);
    if (removed) {
      ledger.applied(entry);
    }
    return removed;
  }
}
