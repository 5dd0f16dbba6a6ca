package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.functions.Wiring;
import dev.gitsync.local.LocalOptions;
import dev.gitsync.local.LocalSystem;
import dev.gitsync.local.lambda.FunctionFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole system with each function in processes of its own, on the jar that is shipped and with
 * the template's memory. Its schedule does not tick: ticks are made by hand.
 */
final class ScaleSystem implements AutoCloseable {

  private static final int MOST_ATTEMPTS = 20;

  private final Path folder;
  private final LocalSystem system;
  private final Wiring wiring;

  /** Whether the repository tells of pushes, or leaves them to the poll. */
  enum Pushes {
    TOLD,
    UNTOLD
  }

  /**
   * Starts in a new folder.
   *
   * @param workspaces that have Git credentials from the start
   */
  ScaleSystem(List<String> workspaces, Pushes pushes) {
    try {
      folder = Files.createTempDirectory("gitsync-scale");
      Path data = Files.createDirectories(folder.resolve("data"));
      LocalOptions options = LocalOptions.of(0, data);
      Path template = template(options.template(), pushes);
      writeSecrets(data.resolve("secrets.json"), workspaces);
      system = LocalSystem.start(options.withTemplate(template).isolated());
      wiring = new Wiring(system.environment("Api").orElseThrow());
    } catch (IOException e) {
      throw new BenchFault("The system cannot be started: " + e.getMessage(), e);
    }
  }

  /** A template without schedules, and without webhooks where nobody is to be told. */
  private Path template(Path usual, Pushes pushes) throws IOException {
    var root = (ObjectNode) JsonMapper.shared().readTree(usual.toFile());
    var resources = (ObjectNode) root.get("Resources");
    List<String> unwanted =
        resources.properties().stream()
            .filter(it -> isSchedule(it.getValue()) || isUnwanted(it.getValue(), pushes))
            .map(Map.Entry::getKey)
            .toList();
    resources.remove(unwanted);
    return Files.writeString(folder.resolve("template.json"), root.toString());
  }

  private static boolean isSchedule(JsonNode resource) {
    return resource.get("Type").asString().equals("AWS::Scheduler::Schedule");
  }

  private static boolean isUnwanted(JsonNode resource, Pushes pushes) {
    return pushes == Pushes.UNTOLD
        && resource.at("/Properties/RouteKey").asString("").contains("/webhooks/");
  }

  /**
   * The secrets server's file: it writes all of it for each secret, which takes too long for so
   * many.
   */
  private static void writeSecrets(Path file, List<String> workspaces) throws IOException {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ArrayNode secrets = root.putArray("secrets");
    for (String workspace : workspaces) {
      String name = "gitsync/" + workspace + "/git";
      ObjectNode secret = secrets.addObject();
      secret.put("arn", "arn:aws:secretsmanager:local:000000000000:secret:" + name);
      secret.put("name", name).put("created", "2026-01-01T00:00:00Z").putNull("deleted");
      secret
          .putArray("versions")
          .addObject()
          .put("id", workspace)
          .put("text", "{\"username\":\"sync\",\"token\":\"bench\"}")
          .putNull("binary")
          .put("created", "2026-01-01T00:00:00Z");
    }
    Files.writeString(file, root.toString());
  }

  /** The stores and the rest, as the API has them. */
  Wiring wiring() {
    return wiring;
  }

  LocalSystem system() {
    return system;
  }

  /** The repository with a user who may write. */
  URI repositoryAsUser() {
    String user = system.gitAccess().username() + ":" + system.gitAccess().password();
    return URI.create(system.repository().toString().replace("//", "//" + user + "@"));
  }

  /** The repository's folder. */
  Path repositoryFolder() {
    return system.data().resolve("repository.git");
  }

  /** Begins the branch {@code main}. */
  void firstCommit() {
    Path clone = folder.resolve("first");
    git(folder, "clone", "--quiet", repositoryAsUser().toString(), clone.toString());
    git(clone, "commit", "--quiet", "--allow-empty", "-m", "Begin");
    git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/main");
    git(repositoryFolder(), "config", "core.logAllRefUpdates", "always");
  }

  /** Makes a branch with nothing but the first commit. */
  void branch(String name) {
    git(folder.resolve("first"), "push", "--quiet", "origin", "HEAD:refs/heads/" + name);
  }

  /** How often a branch was pushed to since the first commit. */
  int pushes(String branch) {
    Path log = repositoryFolder().resolve("logs/refs/heads").resolve(branch);
    try {
      return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    } catch (IOException e) {
      throw new BenchFault("The reflog cannot be read.", e);
    }
  }

  private static void git(Path folder, String... arguments) {
    GitProgramPeer.run(folder, arguments);
  }

  /** A folder for anything else. */
  Path folder() {
    return folder;
  }

  /** One tick of the poll. */
  void tick() {
    try {
      system.invoke(
          "Poll",
          """
          {"id":"1","detail-type":"Scheduled Event","source":"aws.scheduler",\
          "time":"2026-01-01T00:00:00Z","resources":["bench"],"detail":{}}""");
    } catch (FunctionFault e) {
      throw new BenchFault("The poll failed: " + e.getCause(), e);
    }
  }

  /** The most memory that a process of a function has had, in megabytes. */
  long peakMegabytes(String title) {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().orElse("").contains(title + "Handler"))
        .mapToLong(ScaleSystem::peak)
        .max()
        .orElseThrow(() -> new BenchFault("No process of " + title + " is there."));
  }

  private static long peak(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", process.pid() + "", "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    system.close();
    for (int attempt = 0; Files.exists(folder) && attempt < MOST_ATTEMPTS; attempt++) {
      remove();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  /** Removes what can be: processes that were ended may be about to write their last. */
  private void remove() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left is removed by the next attempt.
    }
  }
}
