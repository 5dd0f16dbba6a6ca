package dev.gitsync.bench.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a process of a function starts. */
enum Way {
  /** As it is. */
  PLAIN("plain"),
  /** With an archive of the classes that an earlier process loaded. */
  APP_CDS("AppCDS"),
  /** With an archive of loaded and linked classes, and what the JVM learned of their methods. */
  AOT_CACHE("AOT cache"),
  /** From the end of the priming on: as much of a snapshot's gain as shows without one. */
  SNAP_START("primed, after the restore");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** What Lambda says in {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
  String initialization() {
    return this == SNAP_START ? "snap-start" : "on-demand";
  }

  /** The flag of the process that writes {@code file} at its end; none where there is no file. */
  Optional<String> writing(Path file) {
    return switch (this) {
      case APP_CDS -> Optional.of("-XX:ArchiveClassesAtExit=" + file);
      case AOT_CACHE -> Optional.of("-XX:AOTCacheOutput=" + file);
      case PLAIN, SNAP_START -> Optional.empty();
    };
  }

  /** The flags of the processes that are measured. */
  List<String> reading(Path file) {
    return switch (this) {
      case PLAIN -> List.of();
      case APP_CDS -> List.of("-XX:SharedArchiveFile=" + file);
      case AOT_CACHE -> List.of("-XX:AOTCache=" + file);
      // So does Lambda's own start of Java.
      case SNAP_START -> List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    };
  }
}
