package dev.gitsync.adapters.webhooks;

import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.CommitQueued;
import dev.gitsync.flows.host.WebhookEvent.Pinged;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Payloads of GitHub</a>,
 * whose form those of <a href="https://docs.gitea.com/usage/webhooks">Gitea</a> have.
 */
final class GitHubWebhook {

  /** What a comment under a pull request asks with. */
  private static final String COMMAND = "/gitsync check";

  private GitHubWebhook() {}

  static List<WebhookEvent> read(String event, Payload payload) {
    return switch (event) {
      case "ping" -> List.of(new Pinged());
      case "push" -> pushed(payload);
      case "pull_request", "pull_request_sync" -> pullRequest(payload);
      case "check_run" -> rerequested(payload, "check_run");
      case "check_suite" -> rerequested(payload, "check_suite");
      case "merge_group" -> queued(payload);
      case "issue_comment" -> commented(payload);
      default -> List.of();
    };
  }

  private static List<WebhookEvent> pushed(Payload payload) {
    return payload.branch("ref").stream()
        .<WebhookEvent>map(branch -> new Pushed(branch, payload.commit("after")))
        .toList();
  }

  private static List<WebhookEvent> pullRequest(Payload payload) {
    Optional<Long> number =
        payload.number("number").or(() -> payload.number("pull_request", "number"));
    Optional<String> target = payload.findText("pull_request", "base", "ref");
    String source = payload.text("pull_request", "head", "ref");
    return number.stream()
        .flatMap(
            it ->
                switch (payload.text("action")) {
                  case "opened", "reopened", "ready_for_review", "synchronize", "synchronized" ->
                      Stream.<WebhookEvent>of(new PullRequestMoved(it, target));
                  case "edited" ->
                      payload.has("changes", "base") || payload.has("changes", "ref")
                          ? Stream.of(new PullRequestMoved(it, target))
                          : Stream.empty();
                  case "closed" -> Stream.of(new PullRequestEnded(it, source, target));
                  default -> Stream.empty();
                })
        .toList();
  }

  private static List<WebhookEvent> rerequested(Payload payload, String what) {
    return payload.text("action").equals("rerequested")
        ? payload
            .each(what, "pull_requests")
            .flatMap(
                request ->
                    request.number("number").stream()
                        .<WebhookEvent>map(
                            it -> new PullRequestMoved(it, request.findText("base", "ref"))))
            .toList()
        : List.of();
  }

  private static List<WebhookEvent> queued(Payload payload) {
    var head = payload.commit("merge_group", "head_sha");
    var base = payload.commit("merge_group", "base_sha");
    var target = payload.branch("merge_group", "base_ref");
    boolean isWanted = payload.text("action").equals("checks_requested");
    return isWanted && head.isPresent() && base.isPresent() && target.isPresent()
        ? List.of(new CommitQueued(head.get(), base.get(), target.get()))
        : List.of();
  }

  private static List<WebhookEvent> commented(Payload payload) {
    boolean isAsked =
        payload.text("action").equals("created")
            && (payload.has("issue", "pull_request") || payload.isTrue("is_pull"))
            && payload.text("comment", "body").strip().equals(COMMAND);
    return isAsked
        ? payload.number("issue", "number").stream()
            .<WebhookEvent>map(it -> new PullRequestMoved(it, Optional.empty()))
            .toList()
        : List.of();
  }
}
