package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The system in a process of its own, which is killed: first with functions as on Lambda where that
 * is possible, and then, on the same data, with functions in that process.
 */
class KilledTest {

  private static final String STAGING = "acme-staging";
  private static final String[] HOSTING =
      OS.LINUX.isCurrentOs() ? new String[] {"--isolated"} : new String[0];

  @TempDir private Path folder;
  private Path errors = Path.of("");
  private Process process = new ProcessBuilder("true").start();

  KilledTest() throws IOException {}

  @AfterEach
  void kill() throws Exception {
    process.destroyForcibly().waitFor();
    KeptLogs.keep(errors, "killed");
    if (HOSTING.length > 0) {
      KeptLogs.keep(folder.resolve("data/logs"), "killed");
    }
  }

  private LocalFile start(String... options) throws Exception {
    Path log = folder.resolve("out.log");
    errors = folder.resolve("errors.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                property(LocalOptions.TEMPLATE),
                property(LocalOptions.FUNCTIONS),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gitsync.local.GitSync",
                "up",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString()));
    command.addAll(List.of(options));
    process =
        new ProcessBuilder(command)
            .redirectOutput(log.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    await(
        () -> {
          assertThat(process.isAlive()).as(Files.readString(errors)).isTrue();
          return Files.readString(log).contains("Ready");
        });
    Path local = folder.resolve("data/local.json");
    return JsonMapper.shared().readValue(local.toFile(), LocalFile.class);
  }

  private static String property(String name) {
    return "-D" + name + "=" + System.getProperty(name);
  }

  /** As a crash would; the functions' processes are left to themselves. */
  private List<ProcessHandle> killAlone() throws Exception {
    List<ProcessHandle> functions = process.descendants().toList();
    process.destroyForcibly().waitFor();
    return functions;
  }

  @Test
  void makesTheCommitOfAnAcceptedEditOnceAfterAKillAndLeavesNoProcessBehind() throws Exception {
    List<ProcessHandle> functions;
    try (Visitor visitor = Visitor.of(start(HOSTING), folder)) {
      String id = visitor.id(STAGING, "models", "stocking-list");
      String body = "{\"description\":\"accepted, then killed\"}";
      assertThat(visitor.call(STAGING, "PATCH", "/models/" + id, body).status()).isEqualTo(200);
      functions = killAlone();
    }
    await(() -> functions.stream().noneMatch(ProcessHandle::isAlive));
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
