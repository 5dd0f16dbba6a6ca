package dev.gitsync.bench.kills;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as one workspace uses it. */
record Api(HttpClient client, Address address, String workspace) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** An answer; what has no body has an empty one. */
  record Answer(int status, JsonNode body) {
    boolean isAccepted() {
      return status >= 200 && status < 300;
    }

    /** Whether the system is in trouble, so that it is not known what became of the request. */
    boolean isTrouble() {
      return status >= 500;
    }
  }

  /**
   * Asks.
   *
   * @param path such as {@code /models}
   * @throws IOException when no answer came
   */
  Answer call(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.api() + "/api/v1" + path))
            .header("Authorization", "Bearer " + address.keys().get(workspace))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    String text = response.body().isEmpty() ? "{}" : response.body();
    return new Answer(response.statusCode(), JsonMapper.shared().readTree(text));
  }

  /**
   * Reads what must be there to be read.
   *
   * @throws IOException also when the answer is an error
   */
  JsonNode get(String path) throws IOException, InterruptedException {
    Answer answer = call("GET", path, "");
    if (!answer.isAccepted()) {
      throw new IOException("GET " + path + " of " + workspace + ": " + answer);
    }
    return answer.body();
  }

  /** All resources of a kind, such as {@code models}. */
  List<JsonNode> all(String kind) throws IOException, InterruptedException {
    return get("/" + kind + "?limit=1000").at("/data").valueStream().toList();
  }

  /** The resource with this slug; a missing node where there is none. */
  JsonNode find(String kind, String slug) throws IOException, InterruptedException {
    return get("/" + kind + "?slug=" + slug).at("/data/0");
  }
}
