package dev.gitsync.adapters.hosts.bitbucket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what Bitbucket tells build statuses and reports apart: at most 40 characters. */
public final class BitbucketKey {

  private static final int DIGITS = 24;

  private BitbucketKey() {}

  /** The key of a check of this name, always the same. */
  public static String of(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "git-sync-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
