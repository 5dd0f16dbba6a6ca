package dev.gitsync.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.LocalOptions;
import dev.gitsync.local.LocalSystem;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system with the functions of {@code probe-template.json}. */
class FunctionsTest {
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  @TempDir private Path folder;
  private LocalSystem system;

  @BeforeEach
  void start() throws Exception {
    var template = Objects.requireNonNull(getClass().getResource("/probe-template.json"));
    system = LocalSystem.start(LocalOptions.of(0, folder).withTemplate(Path.of(template.toURI())));
    system.onInvoked(invocations::add);
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void givesAFunctionTheRequestAndAnswersWithItsResponse() throws Exception {
    HttpResponse<String> answer = send("/api/v1/a/b%20c?x=1&x=2&y=%26", "text/plain", "one");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("X-Method")).contains("POST");
    assertThat(answer.body()).isEqualTo("/api/v1/a/b%20c {proxy=a/b c} {x=1,2, y=&} yes false");
    assertThat(next().outcome()).isEqualTo(Invocation.Outcome.SUCCEEDED);
  }

  @Test
  void encodesABodyThatIsNotText() throws Exception {
    HttpResponse<String> answer = send("/api/v1/a", "application/octet-stream", "one");
    assertThat(answer.body()).endsWith(" true");
  }

  @Test
  void answers500WhenAFunctionThrows() throws Exception {
    HttpResponse<String> answer = send("/api/v1/a", "text/plain", "");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void deliversOnlyFailedMessagesAgainUntilTheyAreDead() throws Exception {
    send("/api/v1/a", "text/plain", "fail");
    Invocation first = next();
    assertThat(first.function()).endsWith("Queue");
    assertThat(first.outcome()).isEqualTo(Invocation.Outcome.FAILED);
    assertThat(next().failed()).isEqualTo(1);
    assertThat(invocations.poll(3, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void deliversTheWholeBatchAgainWhenAFunctionThrows() throws Exception {
    send("/api/v1/a", "text/plain", "throw");
    assertThat(next().fault()).containsInstanceOf(IllegalStateException.class);
    assertThat(next().fault()).containsInstanceOf(IllegalStateException.class);
  }

  private Invocation next() throws InterruptedException {
    while (true) {
      Invocation next = invocations.poll(10, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      if (next.messages() > 0) {
        return next;
      }
      assertThat(next.outcome()).as("%s", next.fault()).isEqualTo(Invocation.Outcome.SUCCEEDED);
    }
  }

  private HttpResponse<String> send(String path, String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(system.api().resolve(path))
            .header("Content-Type", type)
            .header("X-Probe", "yes")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
