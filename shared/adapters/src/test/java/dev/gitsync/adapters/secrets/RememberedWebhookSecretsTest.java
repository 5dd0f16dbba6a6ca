package dev.gitsync.adapters.secrets;

import static dev.gitsync.testkit.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.testkit.InMemoryWebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RememberedWebhookSecretsTest {

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final InMemoryWebhookSecrets store = new InMemoryWebhookSecrets(clock, new Random(1));
  private final RememberedWebhookSecrets secrets = new RememberedWebhookSecrets(store, clock);

  @Test
  void asksAgainAfterFiveMinutesAlsoForALinkWithoutASecret() {
    assertThat(secrets.find(ACME)).isEmpty();
    WebhookSecret made = store.rotate(ACME);
    assertThat(secrets.find(ACME)).isEmpty();
    now = now.plus(Duration.ofMinutes(5));
    assertThat(secrets.find(ACME)).contains(made);
    assertThat(store.asked()).isEqualTo(2);
  }

  /** Else what is signed with a new secret would be refused for as long. */
  @Test
  void asksAtOnceForWhoDoesNotTrustACopyHoweverFreshItIs() {
    assertThat(secrets.find(ACME)).isEmpty();
    WebhookSecret made = store.rotate(ACME);
    assertThat(secrets.refind(ACME)).contains(made);
    assertThat(secrets.find(ACME)).contains(made);
  }

  @Test
  void asksAtMostTwiceAMinuteForThoseWhoDoNotTrustACopy() {
    for (int second = 0; second < 60; second++) {
      secrets.refind(ACME);
      now = now.plusSeconds(1);
    }
    assertThat(store.asked()).isEqualTo(2);
    WebhookSecret made = store.rotate(ACME);
    assertThat(secrets.refind(ACME)).contains(made);
  }

  @Test
  void letsWhatWasReplacedCountForADay() {
    WebhookSecret first = store.rotate(ACME);
    WebhookSecret second = store.rotate(ACME);
    assertThat(second.validAt(now)).containsExactly(second.current(), first.current());
    assertThat(second.validAt(now.plus(Duration.ofDays(1)))).containsExactly(second.current());
  }

  @Test
  void readsWhatItWroteAndShowsNoSecret() {
    store.rotate(ACME);
    WebhookSecret secret = store.rotate(ACME);
    assertThat(WebhookSecretText.read(WebhookSecretText.write(secret))).isEqualTo(secret);
    assertThat(secret.toString())
        .doesNotContain(secret.current(), secret.replaced().getFirst().secret());
  }
}
