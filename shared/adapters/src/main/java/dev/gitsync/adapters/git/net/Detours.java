package dev.gitsync.adapters.git.net;

import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import java.net.InetSocketAddress;

/** Opens ways through bastions. */
@FunctionalInterface
public interface Detours {

  /**
   * An address on loopback that leads to a host and port as the link's bastion sees them. The way
   * is kept; asking again gives it again, or a new one where it has broken.
   *
   * @throws dev.gitsync.flows.NeedsUser when the bastion is not the one that is known, or does not
   *     accept the key
   * @throws dev.gitsync.flows.TryLater when it cannot be reached
   */
  InetSocketAddress through(LinkSettings settings, Credentials credentials, String host, int port);
}
