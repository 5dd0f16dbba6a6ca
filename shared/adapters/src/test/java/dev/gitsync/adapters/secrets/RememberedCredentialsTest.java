package dev.gitsync.adapters.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedCredentialsTest {

  private static final WorkspaceId ACME = new WorkspaceId("acme");

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private Optional<Credentials> stored = Optional.of(Credentials.token("sync", "first"));
  private int fetched;

  private final CredentialStore store =
      new CredentialStore() {
        @Override
        public Optional<Credentials> find(WorkspaceId workspace) {
          fetched++;
          return stored;
        }

        @Override
        public void put(WorkspaceId workspace, Credentials credentials) {
          stored = Optional.of(credentials);
        }
      };

  private final RememberedCredentials remembered = new RememberedCredentials(store, () -> now);

  @Test
  void fetchesCredentialsOnceAnHour() {
    for (int minute = 0; minute < 120; minute++) {
      assertThat(remembered.find(ACME)).isEqualTo(stored);
      now = now.plus(Duration.ofMinutes(1));
    }
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void fetchesThemAgainOnceSomebodySaysThatTheyAreWrong() {
    assertThat(remembered.find(ACME)).isPresent();
    Optional<Credentials> renewed = Optional.of(Credentials.token("sync", "second"));
    stored = renewed;
    assertThat(remembered.forget(ACME)).isTrue();
    assertThat(remembered.find(ACME)).isEqualTo(renewed);
  }

  @Test
  void saysWhetherItHadACopy() {
    assertThat(remembered.forget(ACME)).isFalse();
  }

  @Test
  void remembersNotThatThereAreNone() {
    stored = Optional.empty();
    assertThat(remembered.find(ACME)).isEmpty();
    remembered.put(ACME, Credentials.token("sync", "first"));
    assertThat(remembered.find(ACME)).isPresent();
  }
}
