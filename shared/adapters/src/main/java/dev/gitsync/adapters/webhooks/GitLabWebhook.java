package dev.gitsync.adapters.webhooks;

import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * <a href="https://docs.gitlab.com/user/project/integrations/webhook_events/">Payloads of
 * GitLab</a>. GitLab has no ping: its test sends a push.
 */
final class GitLabWebhook {

  private GitLabWebhook() {}

  static List<WebhookEvent> read(Payload payload) {
    return switch (payload.text("object_kind")) {
      case "push" ->
          payload.branch("ref").stream()
              .<WebhookEvent>map(branch -> new Pushed(branch, payload.commit("after")))
              .toList();
      case "merge_request" -> mergeRequest(payload.in("object_attributes"), payload);
      default -> List.of();
    };
  }

  private static List<WebhookEvent> mergeRequest(Payload attributes, Payload payload) {
    Optional<String> target = attributes.findText("target_branch");
    return attributes.number("iid").stream()
        .flatMap(
            number ->
                switch (attributes.text("action")) {
                  case "open", "reopen" ->
                      Stream.<WebhookEvent>of(new PullRequestMoved(number, target));
                  case "update" ->
                      isMoved(attributes, payload)
                          ? Stream.of(new PullRequestMoved(number, target))
                          : Stream.empty();
                  case "close", "merge" ->
                      Stream.of(
                          new PullRequestEnded(number, attributes.text("source_branch"), target));
                  default -> Stream.empty();
                })
        .toList();
  }

  /** New commits are told by the old head; all else that may change is in {@code changes}. */
  private static boolean isMoved(Payload attributes, Payload payload) {
    return attributes.has("oldrev")
        || payload.has("changes", "target_branch")
        || payload.has("changes", "draft");
  }
}
