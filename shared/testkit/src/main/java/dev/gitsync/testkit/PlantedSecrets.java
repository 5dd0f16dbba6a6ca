package dev.gitsync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The secrets that tests use. Each is written down in the module's {@code target} folder, so that
 * the last module of a build can search all that tests printed for them.
 */
public final class PlantedSecrets {
  /** In a module's target folder: a file of each process, each line a secret or a line of one. */
  public static final String FOLDER = "planted-secrets";

  /** What is shorter may be found anywhere. */
  private static final int SHORTEST = 8;

  private static final Path TARGET = Path.of("target");
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private PlantedSecrets() {}

  /** A new token, password or passphrase. */
  public static String token(String name) {
    byte[] random = new byte[12];
    RandomGenerator.getDefault().nextBytes(random);
    return keep("planted-" + name + "-" + HexFormat.of().formatHex(random));
  }

  /** Writes down {@code secret}, of a key each line, and gives it back. */
  public static String keep(String secret) {
    List<String> lines =
        secret
            .lines()
            .filter(line -> line.length() >= SHORTEST && !line.startsWith("-----"))
            .toList();
    lines.stream().filter(KNOWN::add).forEach(PlantedSecrets::write);
    return secret;
  }

  /** Outside of a build, as in an editor, there is nowhere to write to. */
  private static synchronized void write(String line) {
    if (!Files.isDirectory(TARGET)) {
      return;
    }
    try {
      Path folder = Files.createDirectories(TARGET.resolve(FOLDER));
      Files.writeString(
          folder.resolve(ProcessHandle.current().pid() + ".txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
