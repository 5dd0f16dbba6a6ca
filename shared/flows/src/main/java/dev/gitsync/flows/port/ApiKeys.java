package dev.gitsync.flows.port;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.Optional;

/** Keeps who may use the API. Keys themselves are not kept, only their SHA-256. */
public interface ApiKeys {

  /** The grant of the key with this hash, in hexadecimal digits. */
  Optional<Grant> find(String sha256);

  /** Adds or replaces a grant. */
  void put(String sha256, Grant grant);

  /** What a key allows: everything in one workspace. */
  record Grant(WorkspaceId workspace, Person user, ActFor actFor) {}

  /** Whether requests may name the user that they act for. */
  enum ActFor {
    ITS_USER,
    ANY_USER
  }
}
