package dev.gitsync.testkit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that serves until it is told to stop, and what it prints, appended to a file. */
final class ServerProcess implements AutoCloseable {

  private final String name;
  private final Process process;
  private final Path log;
  private final int start;

  private ServerProcess(String name, Process process, Path log, int start) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.start = start;
  }

  /** A port of loopback that another process may take before it is used. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static ServerProcess start(ProcessBuilder program, Path log) throws IOException {
    Files.writeString(log, "", CREATE, APPEND);
    int start = Files.readString(log).length();
    Process process =
        program
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return new ServerProcess(
        String.valueOf(Path.of(program.command().getFirst()).getFileName()), process, log, start);
  }

  /** Waits until it has printed this. Stops it and fails when it does not, or ends before. */
  MatchResult await(Pattern words, Duration patience) throws IOException {
    Instant end = Instant.now().plus(patience);
    while (true) {
      boolean isLast = !process.isAlive() || Instant.now().isAfter(end);
      String printed = Files.readString(log).substring(start);
      Matcher found = words.matcher(printed);
      if (found.find()) {
        return found.toMatchResult();
      }
      if (isLast) {
        close();
        throw new IOException(name + " did not start: " + printed);
      }
      pause();
    }
  }

  private void pause() throws IOException {
    try {
      process.waitFor(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends the processes that it has started. */
  void closeDescendants() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it and the processes that it has started. */
  @Override
  public void close() {
    closeDescendants();
    process
        .destroyForcibly()
        .onExit()
        .orTimeout(5, TimeUnit.SECONDS)
        .exceptionally(e -> process)
        .join();
  }
}
