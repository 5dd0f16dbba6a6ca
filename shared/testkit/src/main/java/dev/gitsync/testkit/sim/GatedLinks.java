package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Links;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Links behind a gate. */
record GatedLinks(Links links, Gate gate) implements Links {

  @Override
  public Optional<Link> find(WorkspaceId workspace) {
    return gate.call(PortCall.FIND_LINK, () -> links.find(workspace));
  }

  @Override
  public void forEach(PollSlot slot, Consumer<Link> consumer) {
    links.forEach(slot, consumer);
  }

  @Override
  public List<Link> sharing(RepositoryUrl.Place place) {
    return links.sharing(place);
  }

  @Override
  public Optional<Link> create(Link link) {
    return gate.call(PortCall.ADVANCE_LINK, () -> links.create(link));
  }

  @Override
  public Optional<Link> advance(
      Link link, List<Change> delivered, List<Activity> entries, ConflictChanges conflicts) {
    return gate.call(
        PortCall.ADVANCE_LINK, () -> links.advance(link, delivered, entries, conflicts));
  }
}
