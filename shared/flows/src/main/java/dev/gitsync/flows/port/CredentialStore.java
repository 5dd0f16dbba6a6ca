package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.Optional;

/** Keeps the Git credentials of links. */
public interface CredentialStore {

  /** The credentials of a workspace's link; empty where none were given. */
  Optional<Credentials> find(WorkspaceId workspace);

  /**
   * Forgets a copy of a workspace's credentials that may be out of date.
   *
   * @return whether there was one
   */
  default boolean forget(WorkspaceId workspace) {
    return false;
  }

  /** Sets the credentials of a workspace's link. */
  void put(WorkspaceId workspace, Credentials credentials);
}
