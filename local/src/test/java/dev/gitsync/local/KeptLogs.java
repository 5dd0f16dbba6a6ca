package dev.gitsync.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Keeps logs with the reports of the tests, where they are searched for secrets. */
final class KeptLogs {
  private static final Path REPORTS = Path.of("target", "surefire-reports");

  private KeptLogs() {}

  /** Copies {@code log}, or the logs in that folder, under names that begin with {@code test}. */
  static void keep(Path log, String test) throws IOException {
    Files.createDirectories(REPORTS);
    for (Path file : files(log)) {
      Path kept = REPORTS.resolve(test + "-" + file.getFileName() + ".txt");
      Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> files(Path log) throws IOException {
    if (!Files.isDirectory(log)) {
      return List.of(log);
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.toList();
    }
  }
}
