package dev.gitsync.adapters.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prism, a proxy that refuses requests and answers that an OpenAPI document does not allow. It is a
 * program of its own, which npm gets once.
 */
final class Prism implements AutoCloseable {

  private static final Path SOURCE = Path.of("src", "test", "openapi");
  private static final Path FOLDER = Path.of("target", "openapi");
  private static final Path MODULES = FOLDER.resolve("node_modules");
  private static final String LOCK = "package-lock.json";
  private static final Pattern LISTENING =
      Pattern.compile("Prism is listening on (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final URI address;

  private Prism(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it. Where there is no npm, or npm cannot get it, the tests are skipped.
   *
   * @param document of a host: {@code github}
   * @param upstream where it passes requests on to
   */
  static Prism start(String document, URI upstream) throws Exception {
    install();
    Process process =
        new ProcessBuilder(
                "node",
                MODULES.resolve("@stoplight/prism-cli/dist/index.js").toString(),
                "proxy",
                SOURCE.resolve(document + ".json").toString(),
                upstream.toString(),
                "--errors",
                "--multiprocess=false",
                "--host=127.0.0.1",
                "--port=0")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new Prism(process, address(process));
  }

  /** Where it listens. */
  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static URI address(Process process) throws IOException {
    var said = new StringBuilder();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread.ofVirtual().start(() -> discard(reader));
        return URI.create(listening.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IOException("Prism did not start:\n" + said);
  }

  /** Else it would stop when nobody reads what it says. */
  private static void discard(BufferedReader reader) {
    try (reader) {
      reader.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  private static void install() throws IOException, InterruptedException {
    if (isInstalled()) {
      return;
    }
    Files.createDirectories(FOLDER);
    for (String file : new String[] {"package.json", LOCK}) {
      Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    String said = npm();
    assumeTrue(isInstalled(), "npm could not get Prism: " + said);
  }

  /** npm writes its own lock when all is there. */
  private static boolean isInstalled() throws IOException {
    return Files.exists(MODULES.resolve(".package-lock.json"))
        && Files.mismatch(SOURCE.resolve(LOCK), FOLDER.resolve(LOCK)) < 0;
  }

  private static String npm() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(
                  "npm",
                  "ci",
                  "--ignore-scripts",
                  "--prefer-offline",
                  "--no-audit",
                  "--no-fund",
                  "--fetch-retries=1",
                  "--fetch-timeout=20000")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException e) {
      return "There is no npm: " + e.getMessage();
    }
  }
}
