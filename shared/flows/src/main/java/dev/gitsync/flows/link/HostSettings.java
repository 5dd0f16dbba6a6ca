package dev.gitsync.flows.link;

import java.net.URI;
import java.util.Optional;

/**
 * What a user sets about the service around a link's repository.
 *
 * @param kind which service it is; empty to go by the repository's address
 * @param api where its API is; empty for where the service has it as a rule
 * @param delivery how commits get to the branch
 * @param checks whether pull requests are checked
 */
public record HostSettings(
    Optional<HostKind> kind, Optional<URI> api, Delivery delivery, Checks checks) {

  /** What all links begin with. */
  public static final HostSettings DEFAULT =
      new HostSettings(Optional.empty(), Optional.empty(), Delivery.PUSH, Checks.ON);

  /** How commits get to the branch. */
  public enum Delivery {
    /** They are pushed; where the branch is protected, as {@link #PULL_REQUEST}. */
    PUSH,
    /** They are pushed to a branch of ours, and proposed. */
    PULL_REQUEST
  }

  /** Whether pull requests are checked. */
  public enum Checks {
    ON,
    OFF
  }
}
