package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.Visitor.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Conflicts, deletions and restores through the API, on the real stores and a real repository. */
class PoliciesTest {

  private static final String STAGING = "acme-staging";
  private static final int MODELS = 12;

  @TempDir private static Path folder;
  private static LocalSystem system;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    visitor = Visitor.of(LocalFile.of(system, Seed.plant(system, List.of(), line -> {})), folder);
  }

  @AfterAll
  static void stop() {
    visitor.close();
    system.close();
  }

  private static void set(String settings) throws Exception {
    assertThat(visitor.call(STAGING, "PUT", "/git-sync", settings).status()).isEqualTo(200);
  }

  private static JsonNode status() throws Exception {
    return visitor.call(STAGING, "GET", "/git-sync/status", "").body();
  }

  private static String key(String slug) throws Exception {
    return visitor.find(STAGING, "models", slug).at("/primaryKey").asString();
  }

  /** While nothing runs, both sides say something else. */
  private static void editBothSides(String id) throws Exception {
    set("{\"paused\":true}");
    visitor.call(STAGING, "PATCH", "/models/" + id, "{\"primaryKey\":\"workspace_id\"}");
    String file = visitor.read("models/held.yaml");
    visitor.write("models/held.yaml", file.replaceAll("(?m)^primaryKey: .*", "primaryKey: git_id"));
    visitor.push("Another key");
    set("{\"paused\":false}");
  }

  @Test
  void holdsAFieldUntilSomebodyDecides() throws Exception {
    String id = visitor.createModel("held");
    set("{\"conflictPolicy\":\"hold\"}");
    editBothSides(id);
    await(() -> status().at("/health").asString().equals("undecided"));
    JsonNode conflict = status().at("/conflicts/0");
    assertThat(conflict.at("/workspace").asString()).isEqualTo("workspace_id");
    assertThat(conflict.at("/git").asString()).isEqualTo("git_id");
    assertThat(conflict.at("/line").asInt()).isPositive();
    assertThat(key("held")).isEqualTo("workspace_id");
    assertThat(visitor.read("models/held.yaml")).contains("primaryKey: git_id");

    String path = "/git-sync/conflicts/" + conflict.at("/id").asString();
    assertThat(visitor.call(STAGING, "POST", path, "{\"take\":\"git\"}").status()).isEqualTo(202);
    await(() -> status().at("/conflictCount").asInt() == 0);
    assertThat(key("held")).isEqualTo("git_id");
    assertThat(visitor.read("models/held.yaml")).contains("primaryKey: git_id");
  }

  private static long models() throws Exception {
    return visitor
        .call(STAGING, "GET", "/models?limit=100", "")
        .at("/data")
        .valueStream()
        .filter(it -> it.at("/slug").asString().startsWith("many-"))
        .count();
  }

  private static void writeModels() throws Exception {
    for (int i = 0; i < MODELS; i++) {
      visitor.write(
          "models/many-" + i + ".yaml",
          """
          name: Many %d
          source: aliased-postgres
          type: table
          tableName: public.t%d
          isSchema: false
          primaryKey: id
          """
              .formatted(i, i));
    }
  }

  @Test
  void asksBeforeManyModelsGoAndBringsThemBack() throws Exception {
    set("{\"deletionPolicy\":\"delete\"}");
    writeModels();
    visitor.push("Many models");
    String then = visitor.git("rev-parse", "HEAD").strip();
    visitor.pull(STAGING);
    await(() -> models() == MODELS);
    for (int i = 0; i < MODELS; i++) {
      visitor.delete("models/many-" + i + ".yaml");
    }
    visitor.push("Clean up");
    visitor.pull(STAGING);
    await(() -> status().at("/deletions/inbound").asInt() == MODELS);
    assertThat(models()).isEqualTo(MODELS);

    Answer answer =
        visitor.call(STAGING, "POST", "/git-sync/deletions", "{\"answer\":\"approve\"}");
    assertThat(answer.status()).isEqualTo(202);
    await(() -> models() == 0 && status().at("/deletions").isNull());

    String body = "{\"commit\":\"%s\"}".formatted(then);
    assertThat(visitor.call(STAGING, "POST", "/git-sync/restore", body).status()).isEqualTo(202);
    await(() -> models() == MODELS && status().at("/restore").isNull());
    await(() -> visitor.exists("models/many-0.yaml"));
    assertThat(visitor.read("models/many-0.yaml")).contains("public.t0");
  }
}
