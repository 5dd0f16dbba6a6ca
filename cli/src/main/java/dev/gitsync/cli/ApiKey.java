package dev.gitsync.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A key as its holder knows it. Kept is only its SHA-256, whose beginning is its fingerprint. */
record ApiKey(String secret) {
  private static final String PREFIX = "gs_";
  private static final int RANDOM_BYTES = 30;
  private static final int FINGERPRINT = 12;

  static ApiKey random() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** In hexadecimal digits, as {@link dev.gitsync.flows.port.ApiKeys} wants it. */
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  static String fingerprint(String hash) {
    return hash.substring(0, FINGERPRINT);
  }

  /** What the hash begins with of the key that {@code text} is, or whose fingerprint it is. */
  static String beginningOfHash(String text) {
    return text.startsWith(PREFIX) ? new ApiKey(text).hash() : text;
  }

  @Override
  public String toString() {
    return "key " + fingerprint(hash());
  }
}
