package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.Optional;

/** Keeps the Git credentials of links. */
public interface CredentialStore {

  /** The credentials of a workspace's link; empty where none were given. */
  Optional<Credentials> find(WorkspaceId workspace);

  /** Sets the credentials of a workspace's link. */
  void put(WorkspaceId workspace, Credentials credentials);
}
