package dev.gitsync.adapters.webhooks;

import dev.gitsync.flows.link.HostKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A request that says to be a webhook's delivery. */
public final class WebhookRequest {

  private final HostKind host;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * A request.
   *
   * @param host by its address
   * @param headers names in small letters
   * @param body as it came
   */
  public WebhookRequest(HostKind host, Map<String, String> headers, byte[] body) {
    this.host = host;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
  }

  /** The host, as the address says. */
  public HostKind host() {
    return host;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  byte[] body() {
    return body.clone();
  }

  /** Tells deliveries apart: by the id that the host gives each, and by what they say. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(deliveryId().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("A JDK without SHA-256", e);
    }
  }

  /** Azure DevOps has it in the body. */
  private String deliveryId() {
    return switch (host) {
      case GITHUB, NONE -> header("x-github-delivery").orElse("");
      case GITLAB ->
          header("webhook-id")
              .or(() -> header("idempotency-key"))
              .or(() -> header("x-gitlab-event-uuid"))
              .orElse("");
      case BITBUCKET -> header("x-request-uuid").orElse("");
      case BITBUCKET_SERVER -> header("x-request-id").orElse("");
      case GITEA -> header("x-gitea-delivery").or(() -> header("x-github-delivery")).orElse("");
      case AZURE_DEVOPS, CODECOMMIT -> "";
    };
  }
}
