package dev.gitsync.adapters.webhooks;

import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import java.util.List;
import java.util.Optional;

/**
 * <a href="https://learn.microsoft.com/azure/devops/service-hooks/events">Payloads of Azure
 * DevOps</a>. One subscription tells of one kind of event; its test sends a sample.
 */
final class AzureWebhook {

  private AzureWebhook() {}

  static List<WebhookEvent> read(Payload payload) {
    Payload resource = payload.in("resource");
    return switch (payload.text("eventType")) {
      case "git.push" ->
          resource
              .each("refUpdates")
              .flatMap(
                  update ->
                      update.branch("name").stream()
                          .<WebhookEvent>map(it -> new Pushed(it, update.commit("newObjectId"))))
              .toList();
      case "git.pullrequest.created", "git.pullrequest.updated" -> pullRequest(resource);
      default -> List.of();
    };
  }

  private static List<WebhookEvent> pullRequest(Payload resource) {
    Optional<String> target = resource.branch("targetRefName");
    String source = resource.branch("sourceRefName").orElse("");
    boolean isActive = resource.text("status").equals("active");
    return resource.number("pullRequestId").stream()
        .<WebhookEvent>map(
            number ->
                isActive
                    ? new PullRequestMoved(number, target)
                    : new PullRequestEnded(number, source, target))
        .toList();
  }
}
