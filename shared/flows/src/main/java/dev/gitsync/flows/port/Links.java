package dev.gitsync.flows.port;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the links. Each write is conditional on the version that was read. */
public interface Links {

  /** The link of a workspace, as it is now. */
  Optional<Link> find(WorkspaceId workspace);

  /**
   * The same link as it is now.
   *
   * @throws TryLater when it was given other settings meanwhile: what was found out about it is of
   *     no use any more
   */
  default Link reread(Link link) {
    return find(link.workspace())
        .filter(now -> now.settings().equals(link.settings()))
        .orElseThrow(
            () -> new TryLater("SYNC-002", "The link was given other settings meanwhile.", null));
  }

  /** Hands over the links of a slot, one after the other, as they were not many seconds ago. */
  void forEach(PollSlot slot, Consumer<Link> consumer);

  /**
   * The links of a repository, by whichever address they reach it; as they are now, but one that
   * was made in the last seconds may be missing.
   */
  List<Link> sharing(RepositoryUrl.Place place);

  /**
   * Adds the link of a workspace.
   *
   * @return empty when the workspace has one already
   */
  Optional<Link> create(Link link);

  /**
   * Replaces a link, and in the same transaction takes changes off the waiting list and writes to
   * the activity log. A long list becomes several transactions, the link's new state comes with the
   * last: what was interrupted is found by the commits' trailers, or found to be in conflict again.
   * So conflicts may be kept that a link's state does not count yet.
   *
   * @param link the new one, with the version that was read
   * @param delivered changes that need nothing more
   * @param entries the first of them are about the delivered changes, in their order
   * @param conflicts those that were opened or closed
   * @return the link as stored; empty when somebody else was faster, with either the link or a
   *     change
   */
  Optional<Link> advance(
      Link link, List<Change> delivered, List<Activity> entries, ConflictChanges conflicts);

  /** Replaces a link while conflicts stay as they are. */
  default Optional<Link> advance(Link link, List<Change> delivered, List<Activity> entries) {
    return advance(link, delivered, entries, ConflictChanges.NONE);
  }

  /** Replaces a link. */
  default Optional<Link> advance(Link link) {
    return advance(link, List.of(), List.of());
  }
}
