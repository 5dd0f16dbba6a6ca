package dev.gitsync.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LocalSystemTest {
  @TempDir private Path folder;

  @Test
  void servesApiAndGitOnOnePort() throws Exception {
    try (LocalSystem system = start()) {
      HttpResponse<String> answer = get(system.api().resolve("/nope"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
      assertThat(get(system.repository().resolve("?service=x")).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void asksForAKeyAsApiGatewayDoes() throws Exception {
    try (LocalSystem system = start()) {
      HttpResponse<String> answer = get(system.api().resolve("/api/v1/models"));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }
  }

  @Test
  void refusesBodiesBeyondTenMegabytes() throws Exception {
    try (LocalSystem system = start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(system.api().resolve("/api/v1/models"))
              .expectContinue(true)
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
    }
  }

  @Test
  void findsItsDataAgainAfterARestart() throws Exception {
    String password;
    try (LocalSystem system = start()) {
      password = system.gitAccess().password();
      assertThat(tables()).isEqualTo(4);
      Path clone = clone(system);
      Files.writeString(clone.resolve("README.md"), "Hello\n");
      git(clone, "add", ".");
      git(clone, "commit", "-m", "Say hello");
      git(clone, "push", "origin", "HEAD:main");
    }
    try (LocalSystem system = start()) {
      assertThat(system.gitAccess().password()).isEqualTo(password);
      assertThat(tables()).isEqualTo(4);
      assertThat(clone(system).resolve("README.md")).hasContent("Hello\n");
    }
    git(folder, "-C", folder.resolve("data/repository.git").toString(), "fsck", "--strict");
  }

  @Test
  void refusesAWrongToken() throws Exception {
    try (LocalSystem system = start()) {
      String url = system.repository().toString().replace("//", "//gitsync:wrong@");
      GitProgram.Result result = GitProgram.run(folder, "ls-remote", url);
      assertThat(result.code()).isEqualTo(128);
      assertThat(result.output()).contains("Authentication failed").doesNotContain("wrong");
    }
  }

  @Test
  void saysWhatHoldsItsPortOrItsData() {
    try (LocalSystem system = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(LocalFault.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
      int port = system.api().getPort();
      assertThatThrownBy(
              () -> LocalSystem.start(LocalOptions.of(port, folder.resolve("other"))).close())
          .isInstanceOf(LocalFault.class)
          .hasMessageContaining("Port " + port + " is in use");
    }
  }

  private LocalSystem start() {
    return LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
  }

  private Path clone(LocalSystem system) throws Exception {
    Path clone = Files.createTempDirectory(folder, "clone");
    String user = "gitsync:" + system.gitAccess().password() + "@";
    git(clone, "clone", system.repository().toString().replace("//", "//" + user), ".");
    return clone;
  }

  private static void git(Path folder, String... arguments) throws Exception {
    GitProgram.Result result = GitProgram.run(folder, arguments);
    assertThat(result.code()).as(result.output()).isZero();
  }

  /** How many tables there are, by a client with nothing but the standard settings. */
  private static int tables() {
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      return client.listTables().tableNames().size();
    }
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
