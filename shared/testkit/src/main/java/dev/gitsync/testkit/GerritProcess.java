package dev.gitsync.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gerrit's own programs, with a class path of their own. */
record GerritProcess(ServerProcess server, int httpPort, int sshPort) implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Gerrit Code Review .* ready");
  private static final Pattern HTTP =
      Pattern.compile("Started ServerConnector.*\\{127\\.0\\.0\\.1:([0-9]+)\\}");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Where the launcher has Gerrit's class path written, from the project's root. */
  private static final String CLASS_PATH = "shared/testkit/gerrit/target/classpath";

  /** Gerrit's class path, when all of it is there. */
  static Optional<String> classPath() throws IOException {
    @Nullable Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve(CLASS_PATH))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return Optional.empty();
    }
    String classPath = Files.readString(folder.resolve(CLASS_PATH)).strip();
    return Stream.of(classPath.split(File.pathSeparator))
            .allMatch(part -> Files.isRegularFile(Path.of(part)))
        ? Optional.of(classPath)
        : Optional.empty();
  }

  /** Makes a site in a folder and serves it on loopback. */
  static GerritProcess start(Path site) throws IOException {
    Files.createDirectories(site.resolve("etc"));
    // Gerrit tells which HTTP port it has taken, but not which SSH port.
    int sshPort = ServerProcess.freePort();
    Files.writeString(
        site.resolve("etc/gerrit.config"),
        """
        [gerrit]
          basePath = git
          canonicalWebUrl = http://localhost/
        [auth]
          type = DEVELOPMENT_BECOME_ANY_ACCOUNT
        [httpd]
          listenUrl = http://127.0.0.1:0/
        [sshd]
          listenAddress = 127.0.0.1:%d
        """
            .formatted(sshPort));
    CGitServer.run(site, program(site, "init", "--batch", "--dev", "--no-auto-start"));
    var daemon = new ProcessBuilder(program(site, "daemon", "--headless", "--console-log"));
    ServerProcess server = ServerProcess.start(daemon, site.resolve("log"));
    server.await(READY, PATIENCE);
    int httpPort = Integer.parseInt(server.await(HTTP, PATIENCE).group(1));
    return new GerritProcess(server, httpPort, sshPort);
  }

  private static String[] program(Path site, String... arguments) throws IOException {
    String classPath = classPath().orElseThrow(() -> new IOException("Gerrit is not there"));
    return Stream.of(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Else it would read and write in the home of whoever runs the tests.
                "-Duser.home=" + site,
                "-cp",
                classPath,
                "com.google.gerrit.launcher.GerritLauncher"),
            List.of(arguments),
            List.of("-d", site.toString()))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  @Override
  public void close() {
    server.close();
  }
}
