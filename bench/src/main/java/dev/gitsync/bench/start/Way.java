package dev.gitsync.bench.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a process of a function starts. */
enum Way {
  /** As it is. */
  PLAIN("plain", file -> List.of(), file -> List.of()),
  /** With an archive of the classes that an earlier process loaded. */
  APP_CDS(
      "AppCDS",
      file -> List.of("-XX:ArchiveClassesAtExit=" + file),
      file -> List.of("-XX:SharedArchiveFile=" + file)),
  /** With an archive of loaded and linked classes, and what the JVM learned of their methods. */
  AOT_CACHE(
      "AOT cache",
      file -> List.of("-XX:AOTCacheOutput=" + file),
      file -> List.of("-XX:AOTCache=" + file)),
  /** From the end of the priming on: as much of it as a snapshot keeps without a snapshot. */
  SNAP_START(
      "primed, after the restore",
      file -> List.of(),
      // So does Lambda's own start of Java.
      file -> List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));

  private final String title;
  private final Function<Path, List<String>> writing;
  private final Function<Path, List<String>> reading;

  Way(String title, Function<Path, List<String>> writing, Function<Path, List<String>> reading) {
    this.title = title;
    this.writing = writing;
    this.reading = reading;
  }

  String title() {
    return title;
  }

  /** What Lambda says in {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
  String initialization() {
    return this == SNAP_START ? "snap-start" : "on-demand";
  }

  /** The flags of the process that writes {@code file} at its end; none where there is no file. */
  Optional<List<String>> writing(Path file) {
    return Optional.of(writing.apply(file)).filter(flags -> !flags.isEmpty());
  }

  /** The flags of the processes that are measured. */
  List<String> reading(Path file) {
    return reading.apply(file);
  }
}
