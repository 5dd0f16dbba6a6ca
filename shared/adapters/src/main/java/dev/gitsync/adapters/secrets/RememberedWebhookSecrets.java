package dev.gitsync.adapters.secrets;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.flows.port.WebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Webhooks' secrets that are fetched again after five minutes. Who does not trust a copy gets a
 * fresh one, but not within half a minute of the last that was fetched for that reason: requests
 * that somebody forged must not become as many requests to Secrets Manager. Holds {@value #MOST} at
 * most, in memory only; also that a link has none.
 */
public final class RememberedWebhookSecrets implements WebhookSecrets {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration REFETCH = Duration.ofSeconds(30);
  private static final int MOST = 2_000;

  private final WebhookSecrets store;
  private final InstantSource clock;
  private final Map<WorkspaceId, Copy> copies =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Copy> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers what a store says. */
  public RememberedWebhookSecrets(WebhookSecrets store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A copy.
   *
   * @param doubted when one was last fetched because somebody did not trust that before
   */
  private record Copy(Optional<WebhookSecret> secret, Instant fetched, Instant doubted) {}

  @Override
  public synchronized Optional<WebhookSecret> find(WorkspaceId link) {
    Instant now = clock.instant();
    Copy copy = copies.get(link);
    if (copy != null && copy.fetched().plus(LIFE).isAfter(now)) {
      return copy.secret();
    }
    return fetch(link, now, copy == null ? Instant.EPOCH : copy.doubted());
  }

  @Override
  public synchronized Optional<WebhookSecret> refind(WorkspaceId link) {
    Instant now = clock.instant();
    Copy copy = copies.get(link);
    if (copy != null && copy.doubted().plus(REFETCH).isAfter(now)) {
      return copy.secret();
    }
    return fetch(link, now, now);
  }

  private Optional<WebhookSecret> fetch(WorkspaceId link, Instant now, Instant doubted) {
    var copy = new Copy(store.find(link), now, doubted);
    copies.put(link, copy);
    return copy.secret();
  }

  @Override
  public synchronized WebhookSecret rotate(WorkspaceId link) {
    copies.remove(link);
    return store.rotate(link);
  }
}
