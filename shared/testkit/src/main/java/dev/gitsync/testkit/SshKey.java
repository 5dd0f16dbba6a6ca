package dev.gitsync.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * A new key as people make it, with {@code ssh-keygen}: for a user or for a server.
 *
 * @param privateKey the text of the key's file
 * @param publicLine {@code TYPE BASE64}, as {@code authorized_keys} takes it
 */
public record SshKey(String privateKey, String publicLine) {

  /** What kind of key. */
  public enum Type {
    ED25519,
    ECDSA,
    RSA
  }

  /** How the private key is written. An ed25519 key is always written as {@code OPENSSH}. */
  public enum Format {
    OPENSSH("RFC4716"),
    /** The traditional one, of the type's own: {@code BEGIN RSA PRIVATE KEY}. */
    PEM("PEM"),
    PKCS8("PKCS8");

    private final String option;

    Format(String option) {
      this.option = option;
    }
  }

  /** A key without a passphrase, in the format of today. */
  public static SshKey make(Type type) throws IOException {
    return make(type, Format.OPENSSH, "");
  }

  /** A key; an empty passphrase leaves it unencrypted. */
  public static SshKey make(Type type, Format format, String passphrase) throws IOException {
    Path folder = Files.createTempDirectory("ssh-key");
    Path file = folder.resolve("key");
    Path shared = folder.resolve("key.pub");
    try {
      String name = type.name().toLowerCase(Locale.ROOT);
      CGitServer.run(
          folder,
          "ssh-keygen",
          "-q",
          "-t",
          name,
          "-m",
          format.option,
          "-N",
          passphrase,
          "-C",
          "test",
          "-f",
          file.toString());
      String line = Files.readString(shared).strip();
      PlantedSecrets.keep(passphrase);
      return new SshKey(
          PlantedSecrets.keep(Files.readString(file)), line.substring(0, line.lastIndexOf(' ')));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(shared);
      Files.deleteIfExists(folder);
    }
  }

  /** Writes the private key where only the user may read it, as ssh insists. */
  public Path write(Path file) throws IOException {
    Files.deleteIfExists(file);
    var onlyMe = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyMe));
    return Files.writeString(file, privateKey);
  }

  /**
   * How git is to call ssh: with this key, and only with servers whose keys are known.
   *
   * @param folder for files that ssh reads
   * @param knownHosts lines of {@code known_hosts}
   */
  public String command(Path folder, String knownHosts) throws IOException {
    Path known = Files.writeString(folder.resolve("known_hosts"), knownHosts);
    return "ssh -F /dev/null -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"
        + (" -o UserKnownHostsFile='" + known + "'")
        + (" -i '" + write(folder.resolve("key")) + "'");
  }

  /** Shows the public part only. */
  @Override
  public String toString() {
    return "SshKey[" + publicLine + "]";
  }
}
