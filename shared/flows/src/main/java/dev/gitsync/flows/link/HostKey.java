package dev.gitsync.flows.link;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The public key by which an SSH server proves who it is.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key as in a {@code known_hosts} file
 */
public record HostKey(String type, String base64) {

  public HostKey {
    if (!type.matches("[A-Za-z0-9@.-]{1,64}")) {
      throw new IllegalArgumentException("Not the type of a host key.");
    }
    Base64.getDecoder().decode(base64);
  }

  /** The key in a text of the form {@code type base64}; empty where it is none. */
  public static Optional<HostKey> parse(String text) {
    String[] parts = text.strip().split("\\s+", 3);
    try {
      return parts.length < 2 ? Optional.empty() : Optional.of(new HostKey(parts[0], parts[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What {@code ssh-keygen -l} shows of it: {@code SHA256:…}. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return type + " " + base64;
  }
}
