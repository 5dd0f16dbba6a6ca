package dev.gitsync.bench.git;

import dev.gitsync.testkit.SelfSigned;
import dev.gitsync.testkit.SshKey;
import java.nio.file.Path;

/** How a peer gets in. */
sealed interface Entry {

  /**
   * By TLS, with the server's user and token.
   *
   * @param certificate the server's
   */
  record Https(SelfSigned certificate) implements Entry {}

  /**
   * By SSH.
   *
   * @param hostKey the server's
   * @param folder for files that programs read
   */
  record Ssh(SshKey key, String hostKey, Path folder) implements Entry {}
}
