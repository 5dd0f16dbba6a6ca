package dev.gitsync.testkit;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Accepted deliveries in memory. */
public final class InMemoryDeliveries implements Deliveries {

  private static final Duration LIFE = Duration.ofDays(1);

  private record Key(WorkspaceId link, String fingerprint) {}

  private final InstantSource clock;
  private final Map<Key, Instant> accepted = new HashMap<>();

  /** None yet. */
  public InMemoryDeliveries(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized boolean isKnown(WorkspaceId link, String fingerprint) {
    Instant at = accepted.get(new Key(link, fingerprint));
    return at != null && at.plus(LIFE).isAfter(clock.instant());
  }

  @Override
  public synchronized void note(WorkspaceId link, String fingerprint) {
    accepted.put(new Key(link, fingerprint), clock.instant());
  }

  /** How many are remembered. */
  public synchronized int size() {
    return accepted.size();
  }
}
