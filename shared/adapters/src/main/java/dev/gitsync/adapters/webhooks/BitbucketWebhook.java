package dev.gitsync.adapters.webhooks;

import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.Pinged;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Payloads of <a
 * href="https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/">Bitbucket Cloud</a> and
 * <a href="https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html">Bitbucket
 * Data Center</a>, which have little in common.
 */
final class BitbucketWebhook {

  private static final String REQUEST = "pullrequest";
  private static final String SERVER_REQUEST = "pullRequest";

  private BitbucketWebhook() {}

  static List<WebhookEvent> read(String event, Payload payload) {
    return switch (event) {
      case "repo:push" ->
          payload.each("push", "changes").flatMap(BitbucketWebhook::pushed).toList();
      case "pullrequest:created", "pullrequest:updated" ->
          payload.number(REQUEST, "id").stream()
              .<WebhookEvent>map(number -> new PullRequestMoved(number, target(payload)))
              .toList();
      case "pullrequest:fulfilled", "pullrequest:rejected" ->
          payload.number(REQUEST, "id").stream()
              .<WebhookEvent>map(
                  number ->
                      new PullRequestEnded(
                          number,
                          payload.text(REQUEST, "source", "branch", "name"),
                          target(payload)))
              .toList();
      default -> List.of();
    };
  }

  private static Optional<String> target(Payload payload) {
    return payload.findText(REQUEST, "destination", "branch", "name");
  }

  /** A branch that was deleted has an old state only. */
  private static Stream<WebhookEvent> pushed(Payload change) {
    String state = change.has("new") ? "new" : "old";
    Optional<String> branch = change.findText(state, "name");
    return change.text(state, "type").equals("branch") && branch.isPresent()
        ? Stream.of(new Pushed(branch.get(), change.commit("new", "target", "hash")))
        : Stream.empty();
  }

  static List<WebhookEvent> readServer(String event, Payload payload) {
    return switch (event) {
      case "diagnostics:ping" -> List.of(new Pinged());
      case "repo:refs_changed" ->
          payload.each("changes").flatMap(BitbucketWebhook::changed).toList();
      case "pr:opened", "pr:reopened", "pr:from_ref_updated", "pr:to_ref_updated" ->
          payload.number(SERVER_REQUEST, "id").stream()
              .<WebhookEvent>map(number -> new PullRequestMoved(number, serverTarget(payload)))
              .toList();
      case "pr:modified" ->
          payload.has("previousTarget")
              ? payload.number(SERVER_REQUEST, "id").stream()
                  .<WebhookEvent>map(number -> new PullRequestMoved(number, serverTarget(payload)))
                  .toList()
              : List.of();
      case "pr:merged", "pr:declined", "pr:deleted" ->
          payload.number(SERVER_REQUEST, "id").stream()
              .<WebhookEvent>map(
                  number ->
                      new PullRequestEnded(
                          number,
                          payload.text(SERVER_REQUEST, "fromRef", "displayId"),
                          serverTarget(payload)))
              .toList();
      default -> List.of();
    };
  }

  private static Optional<String> serverTarget(Payload payload) {
    return payload.findText(SERVER_REQUEST, "toRef", "displayId");
  }

  private static Stream<WebhookEvent> changed(Payload change) {
    return change.branch("ref", "id").stream()
        .map(branch -> new Pushed(branch, change.commit("toHash")));
  }
}
