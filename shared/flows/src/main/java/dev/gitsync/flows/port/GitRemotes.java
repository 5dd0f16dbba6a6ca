package dev.gitsync.flows.port;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import java.util.Map;

/** Opens the branches of links. */
@FunctionalInterface
public interface GitRemotes {

  /**
   * The branch that a link is tied to. Sends nothing yet.
   *
   * @throws dev.gitsync.flows.NeedsUser when the address is one that must not be reached, or the
   *     credentials are not of a kind that goes with it
   */
  GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials);

  /**
   * The keys of the SSH servers on the way, by {@code host:port}: those that the settings know, and
   * of the others what they show now. Gives a server that is not known no credentials, save the
   * bastion, which leads to the next.
   */
  default Map<String, HostKey> hostKeys(LinkSettings settings, Credentials credentials) {
    return Map.of();
  }

  /**
   * Looks at credentials without using them.
   *
   * @throws dev.gitsync.flows.NeedsUser when a key cannot be read, or not with its passphrase
   */
  default void check(Credentials credentials) {}
}
