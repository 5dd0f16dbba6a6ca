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
 * fresh one, but not within half a minute of the last: requests that somebody forged must not
 * become as many requests to Secrets Manager. Holds {@value #MOST} at most, in memory only; also
 * that a link has none.
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

  private record Copy(Optional<WebhookSecret> secret, Instant fetched) {}

  @Override
  public Optional<WebhookSecret> find(WorkspaceId link) {
    return find(link, LIFE);
  }

  @Override
  public Optional<WebhookSecret> refind(WorkspaceId link) {
    return find(link, REFETCH);
  }

  private synchronized Optional<WebhookSecret> find(WorkspaceId link, Duration life) {
    Instant now = clock.instant();
    Copy copy = copies.get(link);
    if (copy == null || !copy.fetched().plus(life).isAfter(now)) {
      copy = new Copy(store.find(link), now);
      copies.put(link, copy);
    }
    return copy.secret();
  }

  @Override
  public synchronized WebhookSecret rotate(WorkspaceId link) {
    copies.remove(link);
    return store.rotate(link);
  }
}
