package dev.gitsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What remembers deliveries of webhooks does. */
public abstract class DeliveriesContract {

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");

  /** Deliveries by this clock, none accepted yet. */
  protected abstract Deliveries deliveries(InstantSource clock);

  @Test
  void acceptsADeliveryOfALinkOnceInADay() {
    Deliveries deliveries = deliveries(() -> now);
    assertThat(deliveries.accept(Fixtures.ACME, "one")).isTrue();
    assertThat(deliveries.accept(Fixtures.ACME, "one")).isFalse();
    assertThat(deliveries.accept(Fixtures.ACME, "two")).isTrue();
    assertThat(deliveries.accept(new WorkspaceId("other"), "one")).isTrue();

    now = now.plus(Duration.ofDays(1));
    assertThat(deliveries.accept(Fixtures.ACME, "one")).isTrue();
    assertThat(deliveries.accept(Fixtures.ACME, "one")).isFalse();
  }
}
