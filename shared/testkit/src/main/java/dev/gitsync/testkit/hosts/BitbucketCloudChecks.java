package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.testkit.hosts.CodeInsights.Place;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import java.util.List;

/** The part of Bitbucket Cloud's API that shows checks. */
record BitbucketCloudChecks(CodeInsights insights) {

  private static final int MOST_ANNOTATIONS_AT_A_TIME = 100;

  /** Adds itself to the routes of a repository. */
  void addTo(Routes routes, String repository) {
    String commit = repository + " commit *";
    routes
        .on("GET " + commit + " statuses build *", (request, found) -> status(place(found)))
        .on("POST " + commit + " statuses build", this::putStatus)
        .on("PUT " + commit + " reports *", this::putReport)
        .on("DELETE " + commit + " reports *", this::removeReport)
        .on("POST " + commit + " reports * annotations", this::annotate);
  }

  private static Place place(List<String> found) {
    return new Place(new CommitId(found.getFirst()), found.get(1));
  }

  private Answer status(Place place) {
    return insights
        .status(place)
        .map(it -> Answer.of(200, it))
        .orElseGet(() -> BitbucketCloudJson.refusal(404, "Build status not found"));
  }

  private Answer putStatus(Request request, List<String> found) {
    Mapping status = request.body();
    String key = status.text("key").orElse("");
    insights.putStatus(new Place(new CommitId(found.getFirst()), key), status);
    return Answer.of(201, status);
  }

  private Answer putReport(Request request, List<String> found) {
    insights.putReport(place(found), request.body());
    return Answer.of(200, request.body());
  }

  private Answer removeReport(Request request, List<String> found) {
    insights.removeReport(place(found));
    return Answer.empty(204);
  }

  private Answer annotate(Request request, List<String> found) {
    List<Node> annotations = ((Sequence) request.body().get("items").orElseThrow()).items();
    boolean isTaken =
        annotations.size() <= MOST_ANNOTATIONS_AT_A_TIME
            && insights.annotate(place(found), annotations);
    return isTaken
        ? Answer.of(200, new Sequence(annotations))
        : BitbucketCloudJson.refusal(400, "Too many annotations");
  }
}
