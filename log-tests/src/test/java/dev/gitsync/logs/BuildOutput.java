package dev.gitsync.logs;

import dev.gitsync.testkit.PlantedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tests of one build left in the modules' target folders.
 *
 * @param start when the build began: what is older is of another one
 */
record BuildOutput(Path root, Instant start) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** The other modules that have tests. */
  List<Path> modules() throws IOException {
    return MODULE
        .matcher(Files.readString(root.resolve("pom.xml")))
        .results()
        .map(found -> root.resolve(found.group(1)))
        .filter(module -> !module.endsWith("log-tests"))
        .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
        .toList();
  }

  /** Reports, what tests printed, and the logs that tests kept with them. */
  List<Path> reports(Path module) throws IOException {
    return ofThisBuild(module.resolve("target/surefire-reports"));
  }

  /** The secrets that tests of a module used. */
  List<String> planted(Path module) throws IOException {
    List<String> secrets = new ArrayList<>();
    for (Path file : ofThisBuild(module.resolve("target").resolve(PlantedSecrets.FOLDER))) {
      secrets.addAll(Files.readAllLines(file));
    }
    return secrets;
  }

  private List<Path> ofThisBuild(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
          found.add(file);
        }
      }
      return found;
    }
  }
}
