package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.Digest;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketKey;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketRemarks;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import java.util.List;

/**
 * Shows a check on Bitbucket Data Center, as on Bitbucket Cloud: a report of Code Insights when it
 * is done, then the build status, whose address ends with what names the report. Annotations all go
 * in one request, which is never sent again by itself: they would be there twice.
 */
record BitbucketServerChecks(RestClient client, BitbucketServerPlace place)
    implements ComposedHost.Checks {

  private static final String RIGHT = BitbucketServerRight.READ;
  private static final int LONGEST_LINE = 255;
  private static final int LONGEST_TEXT = 2_000;

  @Override
  public void publish(CheckReport report) {
    if (isShown(report)) {
      return;
    }
    if (report.status() == Status.PASSED || report.status() == Status.FAILED) {
      report(report);
    }
    Mapping status =
        Mapping.of("key", new Text(BitbucketKey.of(report.name())))
            .with("name", Cut.line(report.name(), LONGEST_LINE))
            .with("state", state(report.status()))
            .with("description", Cut.line(report.title(), LONGEST_LINE))
            .with("url", url(report));
    client.send(RestCall.post(builds(report), status, RIGHT).repeatable());
  }

  private boolean isShown(CheckReport report) {
    String path = builds(report) + "?key=" + BitbucketKey.of(report.name());
    RestAnswer answer = client.send(RestCall.get(path, RIGHT).accepting(404));
    return answer.json().findText("url").filter(url(report)::equals).isPresent();
  }

  private static String state(Status status) {
    return switch (status) {
      case RUNNING -> "INPROGRESS";
      case PASSED -> "SUCCESSFUL";
      case FAILED -> "FAILED";
      case SUPERSEDED -> "CANCELLED";
    };
  }

  private String url(CheckReport report) {
    String page =
        report
            .pullRequest()
            .map(it -> "/pull-requests/" + it + "/overview")
            .orElseGet(() -> "/commits/" + report.head());
    return place.page() + page + "#git-sync-" + Digest.of(report);
  }

  private String builds(CheckReport report) {
    return "%s/commits/%s/builds".formatted(place.repository(), report.head());
  }

  /** Annotations of an earlier report go with it. */
  private void report(CheckReport report) {
    String path = place.reports(report.head().value()) + "/" + BitbucketKey.of(report.name());
    var remarks = BitbucketRemarks.of(report);
    Mapping body =
        Mapping.of("title", new Text(Cut.line(report.name(), LONGEST_LINE)))
            .with("details", Cut.markdown(remarks.details(), LONGEST_TEXT))
            .with("reporter", "Git Sync")
            .with("result", report.status() == Status.PASSED ? "PASS" : "FAIL");
    client.send(RestCall.delete(path, RIGHT));
    client.send(RestCall.put(path, body, RIGHT));
    if (!remarks.shown().isEmpty()) {
      Mapping annotations = Mapping.of("annotations", annotations(remarks.shown()));
      client.send(RestCall.post(path + "/annotations", annotations, RIGHT));
    }
  }

  private static Sequence annotations(List<Annotation> remarks) {
    return new Sequence(remarks.stream().<Node>map(BitbucketServerChecks::annotation).toList());
  }

  private static Mapping annotation(Annotation annotation) {
    boolean isError = annotation.level() == Level.ERROR;
    String line = annotation.title() + ": " + annotation.message();
    return Mapping.of("path", new Text(annotation.file().value()))
        .with("line", Num.of(annotation.line()))
        .with("message", Cut.line(line, LONGEST_TEXT))
        .with("severity", isError ? "HIGH" : "LOW")
        .with("type", isError ? "BUG" : "CODE_SMELL");
  }
}
