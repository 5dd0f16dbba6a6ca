package dev.gitsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.testkit.PlantedSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses a running system: with HTTP, and with the plain git program. */
final class Visitor implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final HttpClient client = HttpClient.newHttpClient();
  private final LocalFile local;
  private final Path clone;

  private Visitor(LocalFile local, Path clone) {
    this.local = local;
    this.clone = clone;
  }

  /** A visitor with a clone of the repository in a new folder below {@code folder}. */
  static Visitor of(LocalFile local, Path folder) throws Exception {
    Path clone = Files.createTempDirectory(folder, "clone");
    var visitor = new Visitor(local, clone);
    local.workspaces().forEach(workspace -> PlantedSecrets.keep(workspace.apiKey()));
    PlantedSecrets.keep(local.repository().password());
    String user = local.repository().username() + ":" + local.repository().password() + "@";
    visitor.git("clone", "-q", local.repository().url().toString().replace("//", "//" + user), ".");
    return visitor;
  }

  /** An answer of the API. */
  record Answer(int status, JsonNode body) {
    JsonNode at(String pointer) {
      return body.at(pointer);
    }
  }

  Answer call(String workspace, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    String key =
        local.workspaces().stream()
            .filter(it -> it.id().equals(workspace))
            .findFirst()
            .orElseThrow()
            .apiKey();
    return callWithKey(key, method, path, body, headers);
  }

  Answer callWithKey(String key, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(local.api() + "/api/v1" + path))
            .header("Authorization", "Bearer " + key)
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    String text = response.body().isEmpty() ? "{}" : response.body();
    return new Answer(response.statusCode(), JsonMapper.shared().readTree(text));
  }

  /** The id of a resource. */
  String id(String workspace, String kind, String slug) throws Exception {
    return call(workspace, "GET", "/" + kind + "?slug=" + slug, "").at("/data/0/id").asString("");
  }

  /** The resource as the API shows it; a missing node where there is none. */
  JsonNode find(String workspace, String kind, String slug) throws Exception {
    return call(workspace, "GET", "/" + kind + "?slug=" + slug, "").at("/data/0");
  }

  /** Makes a model whose SQL is {@code SELECT 1}, and waits for its file. */
  String createModel(String slug) throws Exception {
    String source = id("acme-staging", "sources", "staging-postgres");
    Answer answer =
        call(
            "acme-staging",
            "POST",
            "/models",
            """
            {"name":"%s","slug":"%s","queryType":"raw_sql","raw":{"sql":"SELECT 1"},"sourceId":"%s",
             "isSchema":false,"primaryKey":"id"}"""
                .formatted(slug, slug, source));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    await(() -> exists("models/" + slug + ".yaml"));
    return answer.at("/id").asString();
  }

  /** The workspaces, to visit them again after a restart. */
  List<LocalFile.Workspace> workspaces() {
    return local.workspaces();
  }

  String git(String... arguments) throws Exception {
    GitProgram.Result result = GitProgram.run(clone, arguments);
    assertThat(result.code()).as(result.output()).isZero();
    return result.output();
  }

  /** Whether the branch has this file now. */
  boolean exists(String path) {
    try {
      git("pull", "-q", "--rebase");
      return Files.exists(clone.resolve(path));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String read(String path) throws Exception {
    git("pull", "-q", "--rebase");
    return Files.readString(clone.resolve(path));
  }

  void write(String path, String text) throws IOException {
    Path file = clone.resolve(path);
    Files.createDirectories(file.getParent() == null ? clone : file.getParent());
    Files.writeString(file, text);
  }

  void delete(String path) throws IOException {
    Files.delete(clone.resolve(path));
  }

  /** Commits all that was written, and pushes it. Returns the commit. */
  String push(String message) throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", message);
    git("pull", "-q", "--rebase");
    git("push", "-q", "origin", "HEAD:main");
    return git("rev-parse", "HEAD").strip();
  }

  void pull(String workspace) throws Exception {
    assertThat(call(workspace, "POST", "/git-sync/pull", "").status()).isEqualTo(202);
  }

  /** The subjects of the branch's commits, newest first. */
  List<String> subjects() throws Exception {
    git("pull", "-q", "--rebase");
    return git("log", "--format=%s").lines().toList();
  }

  /** Something that is asked again and again. */
  @FunctionalInterface
  interface Question {
    boolean ask() throws Exception;
  }

  static void await(Question question) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!question.ask()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
