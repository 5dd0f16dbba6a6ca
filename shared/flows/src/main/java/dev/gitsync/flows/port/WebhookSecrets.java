package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.Optional;

/** Keeps what the deliveries of links' webhooks are signed with. */
public interface WebhookSecrets {

  /** The secret of a link; empty where no webhook was set up. */
  Optional<WebhookSecret> find(WorkspaceId link);

  /**
   * The secret as it is now, where what {@link #find} says may be a copy. Asking often costs
   * nothing: the copy is the answer where somebody asked so just before.
   */
  default Optional<WebhookSecret> refind(WorkspaceId link) {
    return find(link);
  }

  /** Makes a new secret, which takes the place of the one that the link had. */
  WebhookSecret rotate(WorkspaceId link);
}
