package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;

/**
 * Remembers for a day which deliveries of webhooks were accepted. What is forgotten early, or
 * cannot be read or written down, may be handled twice: that is work for nothing, and no harm. So a
 * delivery is noted once all that it gave cause for is done, and never before.
 */
public interface Deliveries {

  /**
   * Whether a delivery was noted.
   *
   * @param fingerprint tells a link's deliveries apart
   */
  boolean isKnown(WorkspaceId link, String fingerprint);

  /** Notes a delivery; one that is known already stays so. */
  void note(WorkspaceId link, String fingerprint);
}
