package dev.gitsync.flows.port;

import dev.gitsync.flows.link.LinkSettings;
import java.util.Optional;

/** Opens the services around links' repositories. */
@FunctionalInterface
public interface CodeHosts {

  /** No link has one. */
  CodeHosts NONE = (settings, credentials) -> Optional.empty();

  /**
   * The service around a link's repository. Sends nothing yet. Empty where there is none.
   *
   * @throws dev.gitsync.flows.NeedsUser when its address must not be reached, or the credentials
   *     are of no use there
   */
  Optional<CodeHost> open(LinkSettings settings, Credentials credentials);
}
