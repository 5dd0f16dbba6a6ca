package dev.gitsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.Visitor.Answer;
import dev.gitsync.testkit.PlantedSecrets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says to input that it cannot take. */
class BadInputTest {

  private static final String STAGING = "acme-staging";

  @TempDir private static Path folder;
  private static LocalSystem system;
  private static LocalFile local;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
  }

  @AfterAll
  static void stop() {
    visitor.close();
    system.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | /models                | {"slug":"x"}                               | 422 | /details/name
          POST  | /models                | {"slug":"a/b"}                             | 422 | /details/slug
          POST  | /models                | {"slug":"stocking-list","name":"n","queryType":"table","table":{"name":"t"},"sourceId":"1","primaryKey":"id"} | 409 | /message
          POST  | /models                | {"slug":"x","name":"n","queryType":"table","table":{"name":"t"},"sourceId":"99","primaryKey":"id"} | 422 | /details/sourceId
          POST  | /models                | {"slug":"x","name":1,"queryType":"visual","sourceId":"1","primaryKey":"id"} | 422 | /details/queryType
          POST  | /models                | {"slug":"x","slug":"y"}                    | 400 | /message
          POST  | /models                | [1]                                        | 400 | /message
          POST  | /models                | {                                          | 400 | /message
          PATCH | /models/3              | {"nmae":"x"}                               | 422 | /details/nmae
          PATCH | /models/3              | {"slug":"other"}                           | 422 | /details/slug
          PATCH | /models/3              | {"primaryKey":true}                        | 422 | /details/primaryKey
          PATCH | /models/3              | {"table":{"name":"t"}}                     | 422 | /details/table
          PATCH | /models/3              | {"raw":{"sql":"x","zz":1}}                 | 422 | /details/raw
          PATCH | /models/99999999999999999999999999 | {"name":"x"}               | 404 | /message
          PATCH | /syncs/4               | {"configuration":{"a":1e400}}              | 400 | /message
          PATCH | /models/99             | {"name":"x"}                               | 404 | /message
          PATCH | /syncs/4               | {"schedule":{"interval":1}}                | 422 | /details/schedule
          PATCH | /syncs/4               | {"modelId":"99"}                           | 422 | /details/modelId
          DELETE | /models/3             | {}                                         | 409 | /message
          GET   | /models?limit=0        | {}                                         | 400 | /message
          GET   | /models?orderBy=secret | {}                                         | 400 | /message
          GET   | /nothing               | {}                                         | 404 | /message
          PUT   | /models                | {}                                         | 405 | /message
          PUT   | /git-sync              | {"path":"../etc"}                          | 422 | /details/path
          PUT   | /git-sync              | {"branch":"a..b"}                          | 422 | /details/branch
          PUT   | /git-sync              | {"repository":"https://u:p@host/x.git"}    | 422 | /details/repository
          PUT   | /git-sync              | {"repository":"file:///etc/passwd"}        | 422 | /details/repository
          PUT   | /git-sync              | {"repository":"https://10.0.0.1/x.git"}    | 422 | /details/code
          PUT   | /git-sync              | {"branch":"nowhere"}                       | 422 | /details/remedy
          PUT   | /git-sync              | {"conflictPolicy":"mine"}                  | 422 | /details/conflictPolicy
          PUT   | /git-sync              | {"deletionGuard":{"percent":101}}          | 422 | /details/deletionGuard
          POST  | /git-sync/restore      | {"commit":"main"}                          | 422 | /details/commit
          POST  | /git-sync/restore      | {"at":"yesterday"}                         | 422 | /details/at
          POST  | /git-sync/deletions    | {"answer":"yes"}                           | 422 | /details/answer
          PUT   | /git-sync/credentials  | {"username":"a:b","token":"t"}             | 422 | /details/username
          GET   | /git-sync/activity?before=$ | {}                                    | 400 | /message
          """)
  void saysWhatIsWrong(String method, String path, String body, int status, String pointer)
      throws Exception {
    Answer answer =
        visitor.call(STAGING, method, path.replace("$", "%24"), method.equals("GET") ? "" : body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.at("/message").asString("")).isNotEmpty();
    assertThat(answer.at(pointer).asString("")).isNotEmpty();
  }

  @Test
  void refusesAWrongKeyAsApiGatewayDoes() throws Exception {
    for (String key : List.of("x", "gs_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "")) {
      Answer answer = visitor.callWithKey(key, "GET", "/models", "");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().toString()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void refusesBodiesThatAreTooLarge() throws Exception {
    String large = "{\"description\":\"" + "x".repeat(2 << 20) + "\"}";
    assertThat(visitor.call(STAGING, "PATCH", "/models/3", large).status()).isEqualTo(413);
    String long100k = "{\"description\":\"" + "x".repeat(120_000) + "\"}";
    assertThat(visitor.call(STAGING, "PATCH", "/models/3", long100k).status()).isEqualTo(413);
  }

  @Test
  void saysWhenTheRepositoryOrTheTokenIsWrongAndKeepsTheLink() throws Exception {
    String url = local.repository().url().toString();
    String nowhere = "{\"repository\":\"" + url.replace("repository.git", "nothing.git") + "\"}";
    Answer missing = visitor.call(STAGING, "POST", "/git-sync/test", nowhere);
    assertThat(missing.status()).isEqualTo(200);
    assertThat(missing.at("/ok").asBoolean()).isFalse();
    assertThat(missing.at("/code").asString()).isEqualTo("GIT-006");
    assertThat(visitor.call(STAGING, "PUT", "/git-sync", nowhere).status()).isEqualTo(422);
    String wrong =
        "{\"username\":\"gitsync\",\"token\":\"%s\"}"
            .formatted(PlantedSecrets.keep("wrong-token-1"));
    assertThat(visitor.call(STAGING, "PUT", "/git-sync/credentials", wrong).status())
        .isEqualTo(204);
    Answer refused = visitor.call(STAGING, "POST", "/git-sync/test", "");
    assertThat(refused.at("/code").asString()).isEqualTo("GIT-005");
    assertThat(refused.body().toString()).doesNotContain("wrong-token-1");
    String right =
        "{\"username\":\"%s\",\"token\":\"%s\"}"
            .formatted(local.repository().username(), local.repository().password());
    visitor.call(STAGING, "PUT", "/git-sync/credentials", right);
    assertThat(visitor.call(STAGING, "POST", "/git-sync/test", "").at("/ok").asBoolean()).isTrue();
    assertThat(visitor.call(STAGING, "GET", "/git-sync", "").at("/repository").asString())
        .isEqualTo(url);
  }

  @Test
  void pausesAndGoesOnWhereItStopped() throws Exception {
    assertThat(visitor.call(STAGING, "PUT", "/git-sync", "{\"paused\":true}").status())
        .isEqualTo(200);
    visitor.call(STAGING, "PATCH", "/models/3", "{\"description\":\"while paused\"}");
    assertThat(visitor.call(STAGING, "POST", "/git-sync/pull", "").status()).isEqualTo(409);
    Answer status = visitor.call(STAGING, "GET", "/git-sync/status", "");
    assertThat(status.at("/health").asString()).isEqualTo("paused");
    assertThat(status.at("/pendingChanges").asInt()).isEqualTo(1);
    visitor.call(STAGING, "PUT", "/git-sync", "{\"paused\":false}");
    Visitor.await(() -> visitor.read("models/stocking-list.yaml").contains("while paused"));
  }

  @Test
  void letsOnlyAKeyThatMayActForOthersNameThem() throws Exception {
    Answer answer =
        visitor.call(
            STAGING,
            "PATCH",
            "/models/3",
            "{}",
            "Git-Sync-User-Name",
            "Eve",
            "Git-Sync-User-Email",
            "no address");
    assertThat(answer.status()).isEqualTo(400);
  }
}
