package dev.gitsync.local.git;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** What a plain server tells of a push: a delivery of its own, signed as GitHub signs. */
public final class PushDelivery {
  /** GitHub waits <a href="https://docs.github.com/en/webhooks">no longer</a> either. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String ALGORITHM = "HmacSHA256";

  private PushDelivery() {}

  /** A request that may be sent again, as the same delivery. */
  public static HttpRequest of(URI address, String secret, Pushed pushed) {
    var said = JsonMapper.shared().createObjectNode();
    said.put("ref", pushed.ref()).put("after", pushed.tip());
    byte[] body = said.toString().getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", "push")
        .header("X-GitHub-Delivery", UUID.randomUUID().toString())
        .header("X-Hub-Signature-256", "sha256=" + signature(secret, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("A JDK without " + ALGORITHM, e);
    }
  }
}
