package dev.gitsync.functions.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** API keys, of which only hashes are kept. */
public final class ApiKey {

  private static final String SCHEME = "Bearer ";
  private static final int LONGEST_HEADER = 256;
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{16,200}");

  private ApiKey() {}

  /** The form in which a key is kept. A key is long and random, so one plain hash is enough. */
  public static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * The hash of the key in a header {@code Authorization: Bearer KEY}; nothing where it has none.
   */
  public static Optional<String> hashIn(String authorization) {
    if (authorization.length() > LONGEST_HEADER
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(authorization.substring(SCHEME.length()).strip())
        .filter(key -> FORM.matcher(key).matches())
        .map(ApiKey::hash);
  }
}
