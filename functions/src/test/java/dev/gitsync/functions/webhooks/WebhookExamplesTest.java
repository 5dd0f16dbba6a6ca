package dev.gitsync.functions.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All payloads of npm's {@code @octokit/webhooks-examples}, which GitHub really sent. Skipped where
 * npm cannot get them.
 */
class WebhookExamplesTest {

  private static final Path SOURCE = Path.of("src", "test", "webhooks-examples");
  private static final Path FOLDER = Path.of("target", "webhooks-examples");
  private static final Path EXAMPLES = FOLDER.resolve("node_modules/@octokit/webhooks-examples");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final GateWorld world = new GateWorld();

  @BeforeAll
  static void fetch() throws IOException, InterruptedException {
    if (!Files.exists(EXAMPLES)) {
      Files.createDirectories(FOLDER);
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      assumeTrue(npm(), "npm could not get the examples");
    }
  }

  private static boolean npm() throws InterruptedException {
    try {
      return new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void takesEachPayloadThatGitHubSends() throws IOException {
    var statuses = new TreeMap<Integer, Integer>();
    int number = 0;
    for (Path file : files()) {
      for (JsonNode event : JSON.readTree(file.toFile())) {
        for (JsonNode example : event.get("examples")) {
          byte[] body = JSON.writeValueAsBytes(example);
          String name = event.get("name").asString();
          int status = world.deliver(name, "delivery-" + ++number, body);
          assertThat(status).as(file + " " + name).isIn(202, 204);
          statuses.merge(status, 1, Integer::sum);
        }
      }
    }
    assertThat(number).isGreaterThan(300);
    assertThat(statuses).containsKeys(202, 204);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(EXAMPLES)) {
      return all.filter(it -> it.endsWith("index.json")).sorted().toList();
    }
  }
}
