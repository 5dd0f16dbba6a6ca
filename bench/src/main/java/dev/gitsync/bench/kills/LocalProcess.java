package dev.gitsync.bench.kills;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code ./gitsync up} as a process of its own, which can be killed and started again. */
final class LocalProcess implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Path folder;
  private final Duration patience;
  private @Nullable Process process;

  LocalProcess(Path folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** The folder of what survives. */
  Path data() {
    return folder.resolve("data");
  }

  Path repository() {
    return data().resolve("repository.git");
  }

  /** Starts it, without waiting until it can be used. */
  void start() {
    try {
      Files.deleteIfExists(output());
      process =
          new ProcessBuilder(command())
              .redirectOutput(output().toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
              .start();
    } catch (IOException e) {
      throw new BenchFault("The system cannot be started: " + e.getMessage(), e);
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-D" + LocalOptions.TEMPLATE + "=" + LocalOptions.of(0, data()).template()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.gitsync.local.GitSync", "up", "--port", "0"));
    command.addAll(List.of("--data", data().toString()));
    return command;
  }

  /**
   * Waits until it can be used.
   *
   * @throws BenchFault when it ends or takes too long
   */
  Address awaitReady() throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!said("Ready")) {
      if (process == null || !process.isAlive() || System.nanoTime() > end) {
        throw new BenchFault("The system does not start again. It said: " + lastErrors());
      }
      TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
    }
    return Address.read(data().resolve("local.json"));
  }

  private boolean said(String word) {
    try {
      return Files.exists(output()) && Files.readString(output()).contains(word);
    } catch (IOException e) {
      throw new BenchFault("Cannot read " + output() + ".", e);
    }
  }

  private String lastErrors() {
    try {
      List<String> lines = Files.readAllLines(errors());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "nothing that can be read";
    }
  }

  private Path output() {
    return folder.resolve("out.log");
  }

  private Path errors() {
    return folder.resolve("errors.log");
  }

  /** As {@code kill -9} does. Returns when it is gone. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
