package dev.gitsync.bench.kills;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git program in one folder, without settings of whoever runs it. */
record Git(Path folder) {

  /** What a command ended with and printed. */
  record Result(int code, String output) {
    boolean isGood() {
      return code == 0;
    }
  }

  /** Runs a command, which may fail. */
  Result tryTo(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(settings());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static Map<String, String> settings() {
    return Map.of(
        "GIT_CONFIG_GLOBAL", "/dev/null",
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_TERMINAL_PROMPT", "0",
        "GIT_AUTHOR_NAME", "Bob",
        "GIT_AUTHOR_EMAIL", "bob@acme.example",
        "GIT_COMMITTER_NAME", "Bob",
        "GIT_COMMITTER_EMAIL", "bob@acme.example");
  }

  /** Runs a command that talks to the server. */
  Result ask(Address address, String... arguments) throws IOException, InterruptedException {
    return tryTo(
        Map.of(
            "GIT_CONFIG_COUNT", "1",
            "GIT_CONFIG_KEY_0", "http.extraHeader",
            "GIT_CONFIG_VALUE_0", address.authorization()),
        arguments);
  }

  /** Runs a command that does not fail, and gives what it printed. */
  String run(String... arguments) throws IOException, InterruptedException {
    Result result = tryTo(Map.of(), arguments);
    if (!result.isGood()) {
      throw new IOException("git " + String.join(" ", arguments) + ": " + result.output());
    }
    return result.output();
  }
}
