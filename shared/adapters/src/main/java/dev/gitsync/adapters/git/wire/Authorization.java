package dev.gitsync.adapters.git.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Gives the value of an {@code Authorization} header, fetching a token first where it has to. */
@FunctionalInterface
public interface Authorization {

  /** The header's value. */
  String header() throws IOException;

  /** Of a user with a token or password. */
  static Authorization basic(String user, String token) {
    byte[] pair = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
    String header = "Basic " + Base64.getEncoder().encodeToString(pair);
    return () -> header;
  }
}
