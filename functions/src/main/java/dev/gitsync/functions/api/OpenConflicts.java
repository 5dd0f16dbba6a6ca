package dev.gitsync.functions.api;

import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.List;
import java.util.Optional;

/** Finds and closes the conflicts of a workspace. */
record OpenConflicts(Links links, Resources resources) {

  OpenConflict find(Caller caller, String id) throws ApiProblem {
    return find(caller.workspace(), id)
        .orElseThrow(
            () -> ApiProblem.notFound("There is no conflict with this id, or not any more."));
  }

  private Optional<OpenConflict> find(WorkspaceId workspace, String id) {
    return resources.conflicts(workspace).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** Closes a conflict, if it is still the one that was decided on. */
  void close(Caller caller, OpenConflict conflict) throws ApiProblem {
    Attempts.run(() -> tryClose(caller, conflict));
  }

  private Optional<Link> tryClose(Caller caller, OpenConflict conflict) throws ApiProblem {
    Link link = LinkApi.find(links, caller);
    List<OpenConflict> open = resources.conflicts(caller.workspace());
    if (!open.contains(conflict)) {
      return Optional.of(link);
    }
    LinkState state = link.state().withOpenConflicts(open.size() - 1);
    if (conflict.isDeletion()) {
      state = state.withDeletions(state.deletions().flatMap(HeldDeletions::withoutOneFile));
    }
    return links.advance(
        link.with(state), List.of(), List.of(), new ConflictChanges(List.of(), List.of(conflict)));
  }
}
