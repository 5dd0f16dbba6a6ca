package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.PlantedSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when a server does not do what it should. */
class HttpGitFailureTest {

  private static final Credentials GOOD = HttpGitRemoteTest.GOOD;
  private static final Credentials WRONG =
      Credentials.token("sync", PlantedSecrets.keep("not-the-token"));

  @TempDir Path folder;
  private CGitServer server;
  private final EngineRemotes remotes = HttpGitRemoteTest.remotes();

  @BeforeEach
  void start() throws IOException {
    CGitServer.init(folder.resolve("acme.git"));
    server = CGitServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GitRemote open(String repository, String branch, Credentials credentials) {
    return HttpGitRemoteTest.open(remotes, server.uri(repository), branch, credentials);
  }

  private GitRemote open() {
    return open("acme.git", "main", GOOD);
  }

  private static GitRemote.PushOutcome push(GitRemote remote, String text) {
    var draft =
        new GitRemote.CommitDraft(
            Map.of(new RepoPath("models/a.yaml"), text), Person.SERVICE, Instant.EPOCH, "Edit\n");
    return remote.push(Optional.empty(), List.of(draft));
  }

  private static void assertNeedsUser(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(HttpGitFailureTest::assertNoToken);
  }

  private static void assertNoToken(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      assertThat(at.toString()).doesNotContain("not-the-token", CGitServer.TOKEN);
    }
  }

  @Test
  void saysWhenTheTokenIsWrong() {
    assertNeedsUser("GIT-005", open("acme.git", "main", WRONG)::tip);
    assertNeedsUser("GIT-005", () -> push(open("acme.git", "main", WRONG), "a: 1\n"));
    assertNeedsUser("GIT-005", open("acme.git", "main", WRONG)::checkPush);
  }

  @Test
  void givesNobodyWhatWasReadWithAnotherToken() {
    GitRemote.PushOutcome pushed = push(open(), "a: 1\n");
    var tip = ((GitRemote.Pushed) pushed).tip();
    assertThat(open().list(tip)).hasSize(1);
    assertNeedsUser("GIT-005", () -> open("acme.git", "main", WRONG).list(tip));
  }

  @Test
  void saysWhenTheRepositoryIsNotThere() {
    assertNeedsUser("GIT-006", open("nothing.git", "main", GOOD)::tip);
  }

  @Test
  void saysWhenTheBranchIsMissing() {
    push(open(), "a: 1\n");
    assertThat(open("acme.git", "mai", GOOD).tip()).isEqualTo(new GitRemote.Missing());
  }

  @Test
  void saysWhenPushingIsNotAllowed() throws IOException {
    CGitServer.run(folder.resolve("acme.git"), "git", "config", "http.receivepack", "false");
    assertNeedsUser("GIT-007", open()::checkPush);
    assertNeedsUser("GIT-007", () -> push(open(), "a: 1\n"));
  }

  @Test
  void saysWhenTheServerIsNotThere() {
    server.close();
    assertThatThrownBy(open()::tip)
        .isInstanceOfSatisfying(TryLater.class, e -> assertThat(e.code()).isEqualTo("GIT-010"));
  }

  @Test
  void doesNotReachPrivateAddresses() {
    assertNeedsUser(
        "GIT-008",
        () -> HttpGitRemoteTest.open(remotes, URI.create("https://127.0.0.1/a.git"), "main", GOOD));
  }

  @Test
  void givesTheHostsOwnWordsWhenAPushIsRefused() throws IOException {
    Path hook = folder.resolve("acme.git/hooks/pre-receive");
    Files.writeString(
        hook, "#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(push(open(), "a: 1\n"))
        .isInstanceOfSatisfying(
            GitRemote.Refused.class,
            refused ->
                assertThat(refused.words())
                    .contains("pre-receive hook declined", "GH006: Protected branch"));
    assertThat(open().tip()).isEqualTo(new GitRemote.Unborn());
  }

  @Test
  void followsNoRedirect() throws IOException {
    var elsewhere = new AtomicInteger();
    try (var target = new Stub(exchange -> elsewhere.incrementAndGet());
        var redirecting =
            new Stub(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", target.uri() + "");
                  exchange.sendResponseHeaders(301, -1);
                })) {
      assertNeedsUser("GIT-009", at(redirecting)::tip);
      assertThat(elsewhere).hasValue(0);
    }
  }

  @Test
  void followsARenameOnTheSameHost() {
    server.redirect("old.git", "/acme.git");
    try (GitRemote remote = open("old.git", "main", GOOD)) {
      assertThat(remote.tip()).isEqualTo(new GitRemote.Unborn());
      assertThat(push(remote, "a: 1\n")).isInstanceOf(GitRemote.Pushed.class);
    }
  }

  @Test
  void goesRoundInNoCircle() {
    server.redirect("old.git", "/old.git");
    assertNeedsUser("GIT-009", open("old.git", "main", GOOD)::tip);
    assertThat(server.requests()).hasSizeLessThan(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "https://localhost/acme.git",
        "//elsewhere.example/acme.git",
        "http://user:password@elsewhere.example/acme.git"
      })
  void saysWhereARedirectLeadsAndDoesNotGoThere(String target) {
    server.redirect("old.git", target);
    assertThatThrownBy(open("old.git", "main", GOOD)::tip)
        .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-009"))
        .hasMessageContaining("sends to http")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void refusesDumbServersInWords() throws IOException {
    try (var dumb =
        new Stub(
            exchange -> {
              byte[] refs =
                  "%040d\trefs/heads/main\n".formatted(1).getBytes(StandardCharsets.UTF_8);
              exchange.getResponseHeaders().set("Content-Type", "text/plain");
              exchange.sendResponseHeaders(200, refs.length);
              exchange.getResponseBody().write(refs);
            })) {
      assertNeedsUser("GIT-013", at(dumb)::tip);
    }
  }

  @Test
  void saysWhenAPushIsLargerThanTheServerTakes() throws IOException {
    var pushes = new AtomicInteger();
    try (var small =
        new Stub(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              if (exchange.getRequestURI().getPath().endsWith("/git-receive-pack")) {
                pushes.incrementAndGet();
                exchange.sendResponseHeaders(413, -1);
              } else {
                answerAsEmpty(exchange);
              }
            })) {
      assertThat(push(at(small), "a: 1\n"))
          .isInstanceOfSatisfying(
              GitRemote.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(GitRemote.Reason.SIZE));
      assertThat(pushes).hasValue(1);
    }
  }

  /** By protocol 2, as a repository without branches does. */
  private static void answerAsEmpty(HttpExchange exchange) throws IOException {
    boolean advertises = exchange.getRequestMethod().equals("GET");
    byte[] answer = (advertises ? "000eversion 2\n0000" : "0000").getBytes(StandardCharsets.UTF_8);
    String kind = advertises ? "advertisement" : "result";
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-" + kind);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  @Test
  void triesLaterWhenTheServerFails() throws IOException {
    try (var failing = new Stub(exchange -> exchange.sendResponseHeaders(503, -1))) {
      assertThatThrownBy(at(failing)::tip).isInstanceOf(TryLater.class);
    }
  }

  private GitRemote at(Stub stub) {
    return HttpGitRemoteTest.open(remotes, stub.uri(), "main", GOOD);
  }

  /** A server that always answers the same. */
  private record Stub(HttpServer server) implements AutoCloseable {

    Stub(HttpHandler handler) throws IOException {
      this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      server.createContext("/", exchange -> answer(exchange, handler));
      server.start();
    }

    private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
      try (exchange) {
        handler.handle(exchange);
      }
    }

    URI uri() {
      return URI.create("http://localhost:" + server.getAddress().getPort() + "/a.git");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
