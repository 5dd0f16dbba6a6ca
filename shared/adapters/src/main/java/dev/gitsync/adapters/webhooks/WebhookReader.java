package dev.gitsync.adapters.webhooks;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Json.Malformed;
import dev.gitsync.core.tree.Node;
import dev.gitsync.flows.host.WebhookEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads what a delivery tells. Only what was checked to be by its host may come here. */
public final class WebhookReader {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FIELD = "payload=";

  private WebhookReader() {}

  /**
   * What a delivery tells; nothing where it is of no use.
   *
   * @throws Malformed when it is not JSON
   */
  public static List<WebhookEvent> read(WebhookRequest request) throws Malformed {
    var payload = new Payload(json(request));
    return switch (request.host()) {
      case GITHUB -> GitHubWebhook.read(request.header("x-github-event").orElse(""), payload);
      case GITEA -> GitHubWebhook.read(giteaEvent(request), payload);
      case GITLAB -> GitLabWebhook.read(payload);
      case BITBUCKET -> BitbucketWebhook.read(request.header("x-event-key").orElse(""), payload);
      case BITBUCKET_SERVER ->
          BitbucketWebhook.readServer(request.header("x-event-key").orElse(""), payload);
      case AZURE_DEVOPS -> AzureWebhook.read(payload);
      case NONE -> GitHubWebhook.read(request.header("x-github-event").orElse("push"), payload);
      case CODECOMMIT -> List.of();
    };
  }

  private static String giteaEvent(WebhookRequest request) {
    return request
        .header("x-gitea-event")
        .or(() -> request.header("x-forgejo-event"))
        .or(() -> request.header("x-github-event"))
        .orElse("");
  }

  private static Node json(WebhookRequest request) throws Malformed {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    return Json.read(type.startsWith(FORM) ? field(request.body()) : request.body());
  }

  /** GitHub and Gitea may send their JSON as the field of a form. */
  private static byte[] field(byte[] form) {
    String[] fields = new String(form, StandardCharsets.UTF_8).split("&", -1);
    String value =
        Arrays.stream(fields)
            .filter(field -> field.startsWith(FIELD))
            .map(field -> field.substring(FIELD.length()))
            .findFirst()
            .orElse("");
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
