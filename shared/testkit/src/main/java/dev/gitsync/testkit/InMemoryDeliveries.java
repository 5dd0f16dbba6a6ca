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

  private record Key(WorkspaceId link, String fingerprint) {}

  private final InstantSource clock;
  private final Map<Key, Instant> accepted = new HashMap<>();

  /** None yet. */
  public InMemoryDeliveries(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized boolean accept(WorkspaceId link, String fingerprint) {
    Instant now = clock.instant();
    accepted.values().removeIf(at -> !at.plus(Duration.ofDays(1)).isAfter(now));
    return accepted.putIfAbsent(new Key(link, fingerprint), now) == null;
  }

  /** How many are remembered. */
  public synchronized int size() {
    return accepted.size();
  }
}
