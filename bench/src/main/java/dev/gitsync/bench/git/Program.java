package dev.gitsync.bench.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs other programs.
 *
 * @param environment what they are told, beside what this process was
 */
public record Program(Map<String, String> environment) {

  /** Runs one to its end, in a folder. */
  public void run(Path folder, List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.PIPE);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (await(process) != 0) {
      throw new IOException(String.join(" ", command.subList(0, 2)) + ": " + output);
    }
  }

  /** Waits for a program's end and gives its exit code. */
  static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a program ran.", e);
    }
  }

  /** Fails unless the git program and its HTTP server are installed. */
  public static void needGit() {
    String folder;
    try {
      folder = CGitServer.run(Path.of("."), "git", "--exec-path").strip();
    } catch (IOException e) {
      throw new BenchFault("git is missing. Get it from https://git-scm.com.", e);
    }
    if (!Files.isExecutable(Path.of(folder, "git-http-backend"))) {
      throw new BenchFault(
          "git http-backend is missing. Some systems have it in a package of its own,"
              + " such as git-daemon or git-core.");
    }
  }
}
