package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;

/**
 * Remembers for a day which deliveries of webhooks were accepted. What is forgotten early, or
 * cannot be written down, may be handled twice: that is work for nothing, and no harm.
 */
@FunctionalInterface
public interface Deliveries {

  /**
   * Accepts a delivery, unless it was accepted before.
   *
   * @param fingerprint tells a link's deliveries apart
   * @return whether it is new
   */
  boolean accept(WorkspaceId link, String fingerprint);
}
