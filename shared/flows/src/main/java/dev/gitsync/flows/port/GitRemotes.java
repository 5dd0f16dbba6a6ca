package dev.gitsync.flows.port;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.LinkSettings;

/** Opens the branches of links. */
@FunctionalInterface
public interface GitRemotes {

  /**
   * The branch that a link is tied to. Sends nothing yet.
   *
   * @throws dev.gitsync.flows.NeedsUser when the address is one that must not be reached
   */
  GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials);
}
