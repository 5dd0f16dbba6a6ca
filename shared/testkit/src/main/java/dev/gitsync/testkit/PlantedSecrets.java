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
  /** The file in a module's target folder: a secret, or a line of one, in each line. */
  public static final String FILE = "planted-secrets.txt";

  /** What is shorter may be found anywhere. */
  private static final int SHORTEST = 8;

  private static final Path TARGET = Path.of("target");
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private static boolean begun;

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

  /** A process begins with an empty file. Outside of a build, as in an editor, there is none. */
  private static synchronized void write(String line) {
    if (!Files.isDirectory(TARGET)) {
      return;
    }
    try {
      StandardOpenOption how =
          begun ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
      Files.writeString(
          TARGET.resolve(FILE),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          how);
      begun = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
