package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;

/**
 * Keeps who may use a workspace after having signed in at the deployment's OpenID provider. A
 * member may do everything in the workspace. Upper and lower case of an e-mail address are the
 * same.
 */
public interface Members {

  /** Whether the user with this e-mail address is a member. */
  boolean has(WorkspaceId workspace, String email);

  /** Makes the user a member, also where it is one. */
  void add(WorkspaceId workspace, String email);
}
