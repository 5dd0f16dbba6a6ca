package dev.gitsync.adapters.secrets;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials that are fetched again only after an hour, or when somebody says that they are wrong:
 * for those who use the same ones each minute and pay for each time. Holds {@value #MOST} at most,
 * in memory only.
 */
public final class RememberedCredentials implements CredentialStore {

  private static final Duration LIFE = Duration.ofHours(1);
  private static final int MOST = 20_000;

  private final CredentialStore store;
  private final InstantSource clock;
  private final Map<WorkspaceId, Copy> copies =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Copy> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers what a store says. */
  public RememberedCredentials(CredentialStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Copy(Credentials credentials, Instant fetched) {}

  @Override
  public Optional<Credentials> find(WorkspaceId workspace) {
    Optional<Credentials> known = copy(workspace);
    if (known.isPresent()) {
      return known;
    }
    Optional<Credentials> fetched = store.find(workspace);
    fetched.ifPresent(it -> keep(workspace, it));
    return fetched;
  }

  private synchronized Optional<Credentials> copy(WorkspaceId workspace) {
    return Optional.ofNullable(copies.get(workspace))
        .filter(copy -> copy.fetched().plus(LIFE).isAfter(clock.instant()))
        .map(Copy::credentials);
  }

  private synchronized void keep(WorkspaceId workspace, Credentials credentials) {
    copies.put(workspace, new Copy(credentials, clock.instant()));
  }

  @Override
  public synchronized boolean forget(WorkspaceId workspace) {
    return copies.remove(workspace) != null;
  }

  @Override
  public void put(WorkspaceId workspace, Credentials credentials) {
    forget(workspace);
    store.put(workspace, credentials);
  }
}
