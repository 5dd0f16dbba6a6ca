package dev.gitsync.adapters.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.testkit.hosts.HostServer;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That the other tests against documents can fail. */
class OpenApiTest {

  @RegisterExtension static final OpenApi OPEN_API = new OpenApi("github");

  private HostServer server;
  private URI api;

  @BeforeEach
  void start() throws IOException {
    Node answer = Mapping.of("message", new Text("It worked."));
    server = HostServer.start("/api/v3", request -> Answer.of(201, answer));
    api = OPEN_API.before(server.api());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesARequestThatDoesNotFit() throws Exception {
    HttpResponse<String> answer =
        post("/repos/acme/models/check-runs", Mapping.of("name", new Text("Git Sync")));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(server.requests()).isEmpty();
    assertThatThrownBy(OPEN_API::requireNoViolations)
        .hasMessageContaining("POST /repos/acme/models/check-runs")
        .hasMessageContaining("must have required property 'head_sha'");
  }

  @Test
  void refusesAPathThatTheHostDoesNotHave() throws Exception {
    assertThat(post("/repos/acme/models/checks", Mapping.empty()).statusCode()).isEqualTo(404);
    assertThatThrownBy(OPEN_API::requireNoViolations).hasMessageContaining("no path matched");
  }

  @Test
  void refusesAnAnswerThatDoesNotFit() throws Exception {
    HttpResponse<String> answer =
        post("/repos/acme/models/issues/1/comments", Mapping.of("body", new Text("Red.")));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(server.requests()).hasSize(1);
    assertThatThrownBy(OPEN_API::requireNoViolations)
        .hasMessageContaining("Response body must have required property 'id'");
  }

  private HttpResponse<String> post(String path, Node body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
