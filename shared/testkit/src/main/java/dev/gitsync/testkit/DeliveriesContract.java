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

  /** Deliveries by this clock, none noted yet. */
  protected abstract Deliveries deliveries(InstantSource clock);

  @Test
  void knowsADeliveryOfALinkForADay() {
    Deliveries deliveries = deliveries(() -> now);
    assertThat(deliveries.isKnown(Fixtures.ACME, "one")).isFalse();
    deliveries.note(Fixtures.ACME, "one");
    assertThat(deliveries.isKnown(Fixtures.ACME, "one")).isTrue();
    assertThat(deliveries.isKnown(Fixtures.ACME, "two")).isFalse();
    assertThat(deliveries.isKnown(new WorkspaceId("other"), "one")).isFalse();

    now = now.plus(Duration.ofDays(1));
    assertThat(deliveries.isKnown(Fixtures.ACME, "one")).isFalse();
    deliveries.note(Fixtures.ACME, "one");
    assertThat(deliveries.isKnown(Fixtures.ACME, "one")).isTrue();
  }

  @Test
  void takesANoteOfWhatItKnows() {
    Deliveries deliveries = deliveries(() -> now);
    deliveries.note(Fixtures.ACME, "one");
    deliveries.note(Fixtures.ACME, "one");
    assertThat(deliveries.isKnown(Fixtures.ACME, "one")).isTrue();
  }
}
