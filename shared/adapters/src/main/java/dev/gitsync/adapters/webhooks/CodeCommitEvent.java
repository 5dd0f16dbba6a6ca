package dev.gitsync.adapters.webhooks;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import dev.gitsync.flows.link.RepositoryUrl.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * What EventBridge hands over of <a
 * href="https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html">CodeCommit</a>.
 *
 * @param places where the repository is: by CodeCommit's API, and by Git
 */
public record CodeCommitEvent(List<Place> places, List<WebhookEvent> events) {

  /** Copies the lists. */
  public CodeCommitEvent {
    places = List.copyOf(places);
    events = List.copyOf(events);
  }

  /** Reads one event. */
  public static CodeCommitEvent read(Mapping event) {
    var payload = new Payload(event);
    Payload detail = payload.in("detail");
    String region = payload.text("region");
    List<String> names =
        Stream.concat(
                detail.findText("repositoryName").stream(),
                detail.each("repositoryNames").flatMap(name -> name.findText().stream()))
            .distinct()
            .toList();
    List<Place> places = names.stream().flatMap(name -> places(region, name)).toList();
    return new CodeCommitEvent(
        places,
        switch (payload.text("detail-type")) {
          case "CodeCommit Repository State Change" -> pushed(detail);
          case "CodeCommit Pull Request State Change" -> pullRequest(detail);
          default -> List.of();
        });
  }

  private static Stream<Place> places(String region, String name) {
    String host = "git-codecommit." + region + ".amazonaws.com";
    return Stream.of(new Place(region, name), new Place(host, "v1/repos/" + name));
  }

  private static List<WebhookEvent> pushed(Payload detail) {
    return detail.text("referenceType").equals("branch")
        ? detail.findText("referenceName").stream()
            .<WebhookEvent>map(branch -> new Pushed(branch, detail.commit("commitId")))
            .toList()
        : List.of();
  }

  private static List<WebhookEvent> pullRequest(Payload detail) {
    var target = detail.branch("destinationReference");
    String source = detail.branch("sourceReference").orElse("");
    return detail.number("pullRequestId").stream()
        .flatMap(
            number ->
                switch (detail.text("event")) {
                  case "pullRequestCreated", "pullRequestSourceBranchUpdated" ->
                      Stream.<WebhookEvent>of(new PullRequestMoved(number, target));
                  case "pullRequestMergeStatusUpdated" ->
                      Stream.of(new PullRequestEnded(number, source, target));
                  case "pullRequestStatusChanged" ->
                      detail.text("pullRequestStatus").equals("Open")
                          ? Stream.of(new PullRequestMoved(number, target))
                          : Stream.of(new PullRequestEnded(number, source, target));
                  default -> Stream.empty();
                })
        .toList();
  }
}
