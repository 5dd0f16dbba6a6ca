package dev.gitsync.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.PlantedSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches all that the tests of this build printed. */
class NoSecretInLogsTest {
  private static BuildOutput output;
  private static List<String> secrets;

  @TempDir private Path folder;

  @BeforeAll
  static void collect() throws Exception {
    output = new BuildOutput(Path.of(property("root")), Instant.parse(property("buildStart")));
    secrets = new ArrayList<>();
    for (Path module : output.modules()) {
      secrets.addAll(output.planted(module));
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty("gitsync." + name), name);
  }

  @Test
  void noTestOfAnyModulePrintedASecret() throws Exception {
    SecretSearch search = SecretSearch.of(secrets);
    List<String> found = new ArrayList<>();
    for (Path module : output.modules()) {
      List<Path> reports = output.reports(module);
      assertThat(reports)
          .as("reports of this build in %s; run ./gitsync test", module)
          .isNotEmpty();
      for (Path report : reports) {
        found.addAll(search.search(report));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void seesLogsOfFunctionsAndSecretsOfEachKind() throws Exception {
    Path local = output.root().resolve("local");
    if (System.getProperty("os.name").equals("Linux")) {
      assertThat(output.reports(local))
          .extracting(report -> report.getFileName().toString())
          .contains("faults-Outbound.log.txt", "two-way-sync-Api.log.txt", "killed-Api.log.txt");
    }
    assertThat(secrets)
        .contains(CGitServer.TOKEN)
        .anyMatch(secret -> secret.matches("gs_[\\w-]{40}"))
        .anyMatch(secret -> secret.matches("[A-Za-z0-9+/=]{64,70}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "abc", "sync"})
  void findsASecretInAnyLineAlsoInAHeader(String user) throws Exception {
    String secret = PlantedSecrets.token("found");
    String header =
        Base64.getEncoder()
            .encodeToString((user + ":" + secret + "\n").getBytes(StandardCharsets.UTF_8));
    Path log = folder.resolve("log.txt");
    Files.write(log, List.of("nothing", "x" + secret + "x", "nothing", "got " + header));
    assertThat(SecretSearch.of(List.of(secret)).search(log))
        .containsExactly(log + ":2", log + ":4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key gs_%s",
        "token ghs_%s",
        "Authorization: Bearer %s",
        "\"authorization\":\"Basic %s\"",
        "fatal: https://me:%s@host/x.git"
      })
  void findsWhatLooksLikeASecretThatNobodyWroteDown(String line) {
    String secret = "x".repeat(40);
    assertThat(SecretSearch.of(List.of()).finds(line.formatted(secret))).isTrue();
    assertThat(SecretSearch.of(List.of()).finds(line.formatted("…"))).isFalse();
  }
}
