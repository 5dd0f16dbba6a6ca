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

/** Goes back to commits of a real repository. */
class RestoreTest {

  private static final String STAGING = "acme-staging";

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

  private static Answer restore(String query, String commit) throws Exception {
    return visitor.call(
        STAGING,
        "POST",
        "/git-sync/restore" + query,
        """
        {"commit":"%s","resource":{"kind":"model","slug":"restored"}}"""
            .formatted(commit));
  }

  @Test
  void makesAModelWhatItWasWithACommitOnTop() throws Exception {
    String id = visitor.createModel("restored");
    String then = visitor.git("rev-parse", "HEAD").strip();
    visitor.call(STAGING, "PATCH", "/models/" + id, "{\"raw\":{\"sql\":\"SELECT 2\"}}");
    await(() -> visitor.read("models/restored.yaml").contains("SELECT 2"));
    Answer plan = restore("?dryRun=true", then);
    assertThat(plan.at("/resources/0/action").asString()).isEqualTo("update");
    assertThat(plan.at("/resources/0/fields/0/then").asString()).isEqualTo("SELECT 1");
    int commits = visitor.subjects().size();
    assertThat(restore("", then).status()).isEqualTo(202);
    await(() -> visitor.read("models/restored.yaml").contains("SELECT 1"));
    assertThat(visitor.subjects()).hasSize(commits + 1);
    Answer history = visitor.call(STAGING, "GET", "/git-sync/history?kind=model&slug=restored", "");
    assertThat(history.at("/data").valueStream().map(it -> it.at("/action").asString()))
        .containsExactly("update", "update", "create");
  }

  @Test
  void saysThatTheBranchDoesNotHaveACommit() throws Exception {
    Answer answer = restore("", "0123456789".repeat(4));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.at("/code").asString()).isEqualTo("GIT-021");
    assertThat(restore("?dryRun=true", visitor.git("rev-parse", "HEAD").strip()).status())
        .isEqualTo(200);
  }
}
