package dev.gitsync.flows.link;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import java.time.Instant;

/**
 * One workspace tied to one repository, branch and folder.
 *
 * @param version another one after each write; every write names the one it expects
 */
public record Link(WorkspaceId workspace, LinkSettings settings, LinkState state, long version) {

  /** Which file is what. */
  public LinkLayout layout() {
    return new LinkLayout(workspace, settings.folder());
  }

  /** This link in another state; not yet stored. */
  public Link with(LinkState next) {
    return new Link(workspace, settings, next, version);
  }

  /** This link as it is once stored. */
  public Link stored(long nextVersion) {
    return new Link(workspace, settings, state, nextVersion);
  }

  /** Whether flows other than a full resync may run now. */
  public boolean isOpen(Instant now) {
    return settings.mode() == LinkSettings.Mode.RUNNING
        && state.heldUntil().filter(until -> until.isAfter(now)).isEmpty();
  }
}
