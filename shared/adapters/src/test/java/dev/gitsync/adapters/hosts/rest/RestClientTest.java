package dev.gitsync.adapters.hosts.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostServer;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limits, failures and refusals, on a clock that stands still and with pauses that take no time.
 */
class RestClientTest {

  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final RestCall READ = RestCall.get("/things", "Things: read");
  private static final RestCall ADD = RestCall.post("/things", Mapping.empty(), "Things: write");
  private static final Dialect DIALECT = new Dialect("Acme", Map.of());

  private final List<Duration> waits = new ArrayList<>();
  private final String token = PlantedSecrets.token("rest");
  private HostServer server;
  private RestClient client;

  @BeforeEach
  void start() throws IOException {
    Node answer = Mapping.of("id", Num.of(1));
    server = HostServer.start("/api", request -> Answer.of(200, answer));
    client = client(() -> "Bearer " + token);
  }

  private RestClient client(Authorization authorization) {
    var guard = new AddressGuard(Set.of("localhost"));
    var http = new HttpClients(guard, new Bastions(guard));
    var url = new RepositoryUrl("http://localhost/acme/models.git");
    var settings = new LinkSettings(url, "main", "", LinkSettings.Mode.RUNNING);
    var credentials = new Credentials(new Credentials.Token("sync", token));
    return new RestClients(http, new Pace(() -> NOW, waits::add))
        .open(DIALECT, server.api(), authorization, settings, credentials);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Answer busy(int status) {
    return Answer.refusal(status, "Slow down.");
  }

  private TryLater later(RestCall call) {
    return catchThrowableOfType(TryLater.class, () -> client.send(call));
  }

  private NeedsUser refused(RestCall call) {
    return catchThrowableOfType(NeedsUser.class, () -> client.send(call));
  }

  /** The second form is GitHub's secondary limit. What was turned away was not done. */
  @ParameterizedTest
  @ValueSource(ints = {429, 403})
  void waitsForAShortWhileThatTheHostAsksForAndSendsAgain(int status) {
    server.fail("POST /things", busy(status).with("Retry-After", "3"), 1);
    assertThat(client.send(ADD).json().number("id")).isEqualTo(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(3));
    assertThat(server.requests()).containsExactly("POST /things", "POST /things");
  }

  @ParameterizedTest
  @CsvSource({"Retry-After,60", "Retry-After,'Fri, 2 Jan 2026 12:01:00 GMT'"})
  void putsOffWhatTheHostWantsToBeLeftAloneForLong(String header, String value) {
    server.fail("GET /things", busy(429).with(header, value), 1);
    TryLater later = later(READ);
    assertThat(later.code()).isEqualTo("HOST-008");
    assertThat(later.message())
        .isEqualTo("Acme on localhost has had too many requests and asks to wait 60 s.");
    assertThat(waits).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"X-RateLimit,4,4", "RateLimit,4,4", "RateLimit,-10,0"})
  void waitsUntilALimitThatIsUsedUpBeginsAnew(String prefix, long inSeconds, long waited) {
    server.fail("GET /things", usedUp(prefix, inSeconds), 1);
    client.send(READ);
    assertThat(waits).containsExactly(Duration.ofSeconds(waited));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-RateLimit", "RateLimit"})
  void putsOffWhatALimitStopsForLong(String prefix) {
    server.fail("GET /things", usedUp(prefix, 90), 1);
    assertThat(later(READ).message())
        .isEqualTo("Acme on localhost has had too many requests and asks to wait 90 s.");
    assertThat(waits).isEmpty();
  }

  private static Answer usedUp(String prefix, long inSeconds) {
    return busy(403)
        .with(prefix + "-Remaining", "0")
        .with(prefix + "-Reset", Long.toString(NOW.getEpochSecond() + inSeconds));
  }

  @Test
  void takesARefusalForNoLimitWhileSomeOfItIsLeft() {
    Answer refusal = busy(403).with("X-RateLimit-Remaining", "17").with("X-RateLimit-Reset", "1");
    server.fail("GET /things", refusal, 1);
    assertThat(refused(READ).code()).isEqualTo("HOST-003");
  }

  @Test
  void putsOffWhatIsTurnedAwayAgainAndAgain() {
    server.fail("GET /things", busy(429).with("Retry-After", "1"), 9);
    assertThat(later(READ).code()).isEqualTo("HOST-008");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void readsAgainWhereTheHostFailed() {
    server.fail("GET /things", Answer.empty(502), 2);
    client.send(READ);
    assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(client.requests()).isEqualTo(3);
  }

  @Test
  void givesUpReadingWhereTheHostGoesOnFailing() {
    server.fail("GET /things", Answer.empty(502), 9);
    TryLater later = later(READ);
    assertThat(later.code()).isEqualTo("HOST-001");
    assertThat(later.message()).isEqualTo("Acme on localhost fails (status 502).");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void doesNotAddTwiceWhatMayHaveBeenAdded() {
    server.fail("POST /things", Answer.empty(502), 9);
    assertThat(later(ADD).code()).isEqualTo("HOST-001");
    assertThat(server.requests()).hasSize(1);
    server.forgetRequests();
    assertThat(later(ADD.repeatable()).code()).isEqualTo("HOST-001");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void triesAgainWhereAConnectionBreaksIfThatIsSafe() {
    server.close();
    assertThat(later(ADD).code()).isEqualTo("HOST-001");
    assertThat(waits).isEmpty();
    assertThat(later(READ).message()).isEqualTo("Acme on localhost cannot be reached.");
    assertThat(waits).hasSize(2);
  }

  @Test
  void showsWhatAHostSaysInOneShortLine() {
    server.fail("POST /things", Answer.refusal(422, "Not\n\tso.\u0007 " + "x".repeat(999)), 1);
    NeedsUser refused = refused(ADD);
    assertThat(refused.code()).isEqualTo("HOST-006");
    assertThat(refused.message())
        .isEqualTo(
            "Acme on localhost did not take POST /things (status 422). It says: Not so. "
                + "x".repeat(292)
                + "…");
  }

  @Test
  void showsNothingOfAHostThatRepeatsOurToken() {
    server.fail("GET /things", Answer.refusal(401, "No such token: " + token), 1);
    NeedsUser refused = refused(READ);
    assertThat(refused.code()).isEqualTo("HOST-002");
    assertThat(refused.message()).isEqualTo("Acme on localhost does not accept the credentials.");
  }

  @Test
  void showsNothingOfAHostThatRepeatsOurPassword() {
    client = client(Authorization.basic("sync", token));
    server.fail("GET /things", Answer.refusal(401, "Wrong: sync:" + token), 1);
    assertThat(refused(READ).message())
        .isEqualTo("Acme on localhost does not accept the credentials.");
  }

  @Test
  void stopsReadingAnAnswerThatHasNoEnd() {
    Node endless = new Text("x".repeat(9 << 20));
    server.fail("GET /things", Answer.of(200, endless), 9);
    assertThat(later(READ).code()).isEqualTo("HOST-001");
  }

  @Test
  void saysWhichAnswerIsNotUnderstood() {
    assertThatThrownBy(() -> client.send(READ).json().text("id"))
        .isInstanceOf(TryLater.class)
        .hasMessageContaining("\"id\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsWhereTheSameHostSends(int status) {
    server.fail("GET /things", Answer.empty(status).with("Location", "/api/others"), 1);
    client.send(READ);
    assertThat(server.requests()).containsExactly("GET /things", "GET /others");
  }

  @Test
  void takesItsTokenToNoOtherOrigin() throws IOException {
    try (HostServer other = HostServer.start("/api", request -> Answer.empty(204))) {
      String there = other.api() + "/things";
      server.fail("GET /things", Answer.empty(307).with("Location", there), 1);
      assertThat(refused(READ).code()).isEqualTo("HOST-005");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void doesNotTurnAChangeIntoARead() {
    server.fail("POST /things", Answer.empty(302).with("Location", "/api/others"), 1);
    assertThat(refused(ADD).code()).isEqualTo("HOST-005");
    assertThat(server.requests()).containsExactly("POST /things");
  }

  @Test
  void endsAChaseInCircles() {
    server.fail("GET /things", Answer.empty(307).with("Location", "/api/things"), 99);
    assertThat(refused(READ).code()).isEqualTo("HOST-005");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void asksItsOwnHostForThePagesThatAnotherIsNamedFor() {
    String next = "<https://elsewhere.example/api/things?page=2>; rel=\"next\"";
    server.fail("GET /things", Answer.of(200, Mapping.empty()).with("Link", next), 1);
    assertThat(client.pages(READ, Pages.Next.link(), 5).stream()).hasSize(2);
    assertThat(server.requests()).containsExactly("GET /things", "GET /things?page=2");
  }
}
