package dev.gitsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server by TLS, near and far. */
class CGitServerTest {

  @TempDir private static Path keys;
  private static SelfSigned certificate;

  @TempDir private Path folder;
  private CGitServer server;

  @BeforeAll
  static void make() throws IOException {
    certificate = SelfSigned.make(keys);
  }

  @BeforeEach
  void start() throws IOException {
    CGitServer.init(folder.resolve("acme.git"));
    server = CGitServer.start(folder, certificate);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static int ask(HttpClient client, URI repository) throws Exception {
    String pair = CGitServer.USER + ":" + CGitServer.TOKEN;
    String secret = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(repository + "/info/refs?service=git-upload-pack"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Basic " + secret)
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void isTrustedByThoseWhoKnowItsCertificate() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(certificate.context()).build()) {
      assertThat(ask(client, server.uri("acme.git"))).isEqualTo(200);
    }
    assertThat(
            CGitServer.run(
                folder,
                "git",
                "-c",
                "http.sslCAInfo=" + certificate.pem(),
                "ls-remote",
                server
                    .uri("acme.git")
                    .toString()
                    .replace("//", "//" + CGitServer.USER + ":" + CGitServer.TOKEN + "@")))
        .isEmpty();
  }

  @Test
  void isNotTrustedByOthers() throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> ask(client, server.uri("acme.git")))
          .isInstanceOf(SSLException.class);
    }
  }

  /** One each for TCP, for TLS and for the request. */
  @Test
  void isThreeRoundTripsAwayAndThenOne() throws Exception {
    Duration roundTrip = Duration.ofMillis(60);
    URI repository = server.uri("acme.git");
    try (ByteMeter meter = ByteMeter.before(repository.getPort(), roundTrip);
        HttpClient client = HttpClient.newBuilder().sslContext(certificate.context()).build()) {
      long start = System.nanoTime();
      assertThat(ask(client, meter.through(repository))).isEqualTo(200);
      long connected = System.nanoTime();
      assertThat(ask(client, meter.through(repository))).isEqualTo(200);
      assertThat(connected - start).isGreaterThanOrEqualTo(3 * roundTrip.toNanos());
      assertThat(System.nanoTime() - connected).isBetween(roundTrip.toNanos(), connected - start);
      assertThat(meter.connections()).isEqualTo(1);
    }
  }
}
