package dev.gitsync.adapters.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.ssh.SshKeys;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.SshKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitHub Apps, on a server that answers as GitHub Enterprise does. */
class AppTokensTest {

  private static SshKey key;

  private final List<String> bearers = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> basics = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private int status = 201;
  private HttpServer server;
  private EngineRemotes remotes;

  @BeforeAll
  static void makeKey() throws IOException {
    key = SshKey.make(SshKey.Type.RSA, SshKey.Format.PEM, "");
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v3/app/installations/7/access_tokens", this::token);
    server.createContext("/acme/models.git", this::git);
    server.start();
    remotes = new EngineRemotes(new AddressGuard(Set.of("localhost")), () -> now);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void token(HttpExchange exchange) throws IOException {
    bearers.add(exchange.getRequestHeaders().getFirst("Authorization").substring(7));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    answer(
        exchange,
        status,
        "application/json",
        "{\"token\":\"%s\",\"expires_at\":\"%s\"}"
            .formatted(
                PlantedSecrets.keep("ghs_token_" + bearers.size()), now.plus(Duration.ofHours(1))));
  }

  /** A repository without branches. */
  private void git(HttpExchange exchange) throws IOException {
    byte[] basic =
        Base64.getDecoder()
            .decode(exchange.getRequestHeaders().getFirst("Authorization").substring(6));
    basics.add(new String(basic, UTF_8));
    boolean advertises = exchange.getRequestMethod().equals("GET");
    answer(
        exchange,
        200,
        "application/x-git-upload-pack-" + (advertises ? "advertisement" : "result"),
        advertises ? "000eversion 2\n0000" : "0000");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, text.length());
      exchange.getResponseBody().write(text.getBytes(UTF_8));
    }
  }

  private GitRemote open() {
    String url = "http://localhost:" + server.getAddress().getPort() + "/acme/models.git";
    var settings = new LinkSettings(new RepositoryUrl(url), "main", "", LinkSettings.Mode.RUNNING);
    var app = new Credentials.GitHubApp(42, 7, key.privateKey());
    return remotes.open(
        settings, new LinkLayout(new WorkspaceId("acme"), ""), new Credentials(app));
  }

  @Test
  void asksForATokenOfTheOneRepositoryAndKeepsIt() {
    assertThat(open().tip()).isEqualTo(new GitRemote.Unborn());
    assertThat(open().tip()).isEqualTo(new GitRemote.Unborn());
    assertThat(bodies)
        .containsExactly(
            "{\"repositories\":[\"models\"],\"permissions\":{\"contents\":\"write\"}}");
    assertThat(basics).isNotEmpty().allMatch("x-access-token:ghs_token_1"::equals);
  }

  @Test
  void asksForAnotherTokenShortlyBeforeTheFirstExpires() {
    open().tip();
    now = now.plus(Duration.ofMinutes(54));
    open().tip();
    assertThat(bearers).hasSize(1);
    now = now.plus(Duration.ofMinutes(2));
    open().tip();
    assertThat(bearers).hasSize(2);
    assertThat(basics.getLast()).isEqualTo("x-access-token:ghs_token_2");
  }

  @Test
  void provesThatItHasTheAppsKey() throws Exception {
    open().tip();
    String[] parts = bearers.getFirst().split("\\.", -1);
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(publicKey());
    verifier.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    Mapping claims = (Mapping) Json.read(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(claims.text("iss")).contains("42");
    long issued = number(claims, "iat");
    long expires = number(claims, "exp");
    assertThat(issued).isLessThan(now.getEpochSecond());
    assertThat(expires - now.getEpochSecond()).isBetween(60L, 600L);
  }

  private static long number(Mapping claims, String name) {
    Node value = claims.get(name).orElseThrow();
    return ((Num) value).value().longValueExact();
  }

  private static PublicKey publicKey() throws Exception {
    var pair = SshKeys.read(new Credentials.SshKey(key.privateKey(), Optional.empty()));
    var secret = (RSAPrivateCrtKey) pair.getPrivate();
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
  }

  @ParameterizedTest
  @CsvSource({"401,GIT-005", "404,GIT-005", "403,GIT-007", "422,GIT-007"})
  void saysWhatIsWrongWithTheApp(int answer, String code) {
    status = answer;
    assertThatThrownBy(() -> open().tip())
        .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("PRIVATE", "ghs_"));
    assertThat(basics).isEmpty();
  }
}
