package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The system in a process of its own, which is killed. */
class KilledTest {

  private static final String STAGING = "acme-staging";

  @TempDir private Path folder;
  private Process process = new ProcessBuilder("true").start();

  KilledTest() throws IOException {}

  @AfterEach
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private LocalFile start() throws Exception {
    Path log = folder.resolve("log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-D" + LocalOptions.TEMPLATE + "=" + System.getProperty(LocalOptions.TEMPLATE),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.gitsync.local.GitSync",
                    "up",
                    "--port",
                    "0",
                    "--data",
                    folder.resolve("data").toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await(
        () -> {
          assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
          return Files.readString(log).contains("Ready");
        });
    Path local = folder.resolve("data/local.json");
    return JsonMapper.shared().readValue(local.toFile(), LocalFile.class);
  }

  @Test
  void makesTheCommitOfAnAcceptedEditOnceAfterAKill() throws Exception {
    try (Visitor visitor = Visitor.of(start(), folder)) {
      String id = visitor.id(STAGING, "models", "stocking-list");
      String body = "{\"description\":\"accepted, then killed\"}";
      assertThat(visitor.call(STAGING, "PATCH", "/models/" + id, body).status()).isEqualTo(200);
      process.destroyForcibly().waitFor();
    }
    try (Visitor visitor = Visitor.of(start(), folder)) {
      await(() -> visitor.read("models/stocking-list.yaml").contains("accepted, then killed"));
      await(
          () ->
              visitor.call(STAGING, "GET", "/git-sync/status", "").at("/pendingChanges").asInt()
                  == 0);
      assertThat(visitor.subjects()).containsOnlyOnce("Update model \"Stocking list\"");
    }
  }
}
