package dev.gitsync.local;

import dev.gitsync.local.git.GitAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The folder of all that must survive a restart, held by one running system at a time. */
final class DataFolder implements AutoCloseable {
  private static final int TOKEN_BYTES = 20;

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes {@code folder}, creating it where it is missing.
   *
   * @throws LocalFault when it cannot be written or another system holds it
   */
  static DataFolder take(Path folder) {
    try {
      OwnerOnly.folder(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        String holder = Files.readString(folder.resolve("lock")).strip();
        channel.close();
        throw new LocalFault(
            "The data folder %s is in use by process %s. Stop that one, or choose another --data."
                .formatted(folder, holder));
      }
      channel.truncate(0);
      String process = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new LocalFault(
          "The data folder %s cannot be written (%s). Choose another with --data."
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
  }

  Path path() {
    return folder;
  }

  Path repository() {
    return folder.resolve("repository.git");
  }

  Path secrets() {
    return folder.resolve("secrets.json");
  }

  Path localFile() {
    return folder.resolve("local.json");
  }

  /** The folder of the tables. */
  Path tables() {
    try {
      Path tables = folder.resolve("dynamodb");
      OwnerOnly.folder(tables);
      return tables;
    } catch (IOException e) {
      throw new LocalFault("Cannot create a folder in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The Git server's user, with a token made at the first start. */
  GitAccess gitAccess() {
    Path file = folder.resolve("git-access.json");
    if (Files.exists(file)) {
      return JsonMapper.shared().readValue(file.toFile(), GitAccess.class);
    }
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    GitAccess access = new GitAccess("gitsync", HexFormat.of().formatHex(token));
    OwnerOnly.write(file, JsonMapper.shared().writeValueAsBytes(access));
    return access;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new LocalFault("Cannot let go of " + folder + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
