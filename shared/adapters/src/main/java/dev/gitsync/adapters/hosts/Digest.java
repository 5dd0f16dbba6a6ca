package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.host.CheckReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a report by what it says, so that one that is there already is known again. */
public final class Digest {

  private static final int LENGTH = 32;

  private Digest() {}

  /** 32 hexadecimal digits, which two reports share only when they say the same. */
  public static String of(CheckReport report) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256")
              .digest(report.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
