package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.Digest;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * Shows a check on Bitbucket Cloud: a report of Code Insights when it is done, then the build
 * status, which people look at. The status' address ends with what names the report, so that one
 * that is there already is known again; it comes last, so that all of it is there then.
 *
 * @param name the repository's, with its workspace
 */
record BitbucketChecks(RestClient client, String name) implements ComposedHost.Checks {

  private static final int MOST_AT_A_TIME = 100;
  private static final int LONGEST_LINE = 255;
  private static final int LONGEST_SUMMARY = 450;
  private static final int LONGEST_DETAILS = 2_000;

  @Override
  public void publish(CheckReport report) {
    if (isShown(report)) {
      return;
    }
    if (report.status() == Status.PASSED || report.status() == Status.FAILED) {
      report(report);
    }
    Mapping status =
        BitbucketObject.of("build")
            .with("key", BitbucketKey.of(report.name()))
            .with("name", Cut.line(report.name(), LONGEST_LINE))
            .with("state", state(report.status()))
            .with("description", Cut.line(report.title(), LONGEST_LINE))
            .with("url", url(report));
    client.send(
        RestCall.post(commit(report) + "/statuses/build", status, BitbucketRight.STATUSES)
            .repeatable());
  }

  private boolean isShown(CheckReport report) {
    String path = commit(report) + "/statuses/build/" + BitbucketKey.of(report.name());
    RestAnswer answer = client.send(RestCall.get(path, BitbucketRight.READ).accepting(404));
    return answer.json().findText("url").filter(url(report)::equals).isPresent();
  }

  private static String state(Status status) {
    return switch (status) {
      case RUNNING -> "INPROGRESS";
      case PASSED -> "SUCCESSFUL";
      case FAILED -> "FAILED";
      case SUPERSEDED -> "STOPPED";
    };
  }

  /** Bitbucket wants an address; where the comment is, is as good as any. */
  private String url(CheckReport report) {
    String page =
        report
            .pullRequest()
            .map(it -> "/pull-requests/" + it)
            .orElseGet(() -> "/commits/" + report.head());
    return "https://bitbucket.org/" + name + page + "#git-sync-" + Digest.of(report);
  }

  private String commit(CheckReport report) {
    return "/repositories/" + name + "/commit/" + report.head();
  }

  /** Annotations of an earlier report go with it. */
  private void report(CheckReport report) {
    String key = BitbucketKey.of(report.name());
    String path = commit(report) + "/reports/" + key;
    var remarks = BitbucketRemarks.of(report);
    Mapping body =
        BitbucketObject.of("report")
            .with("title", Cut.line(report.name(), LONGEST_SUMMARY))
            .with("details", Cut.markdown(remarks.details(), LONGEST_DETAILS))
            .with("external_id", key)
            .with("reporter", "Git Sync")
            .with("report_type", "TEST")
            .with("result", report.status() == Status.PASSED ? "PASSED" : "FAILED");
    client.send(RestCall.delete(path, BitbucketRight.REPORTS));
    client.send(RestCall.put(path, body, BitbucketRight.REPORTS));
    annotations(remarks.shown()).stream()
        .gather(Gatherers.windowFixed(MOST_AT_A_TIME))
        .map(Sequence::new)
        .map(it -> RestCall.post(path + "/annotations", it, BitbucketRight.REPORTS))
        .forEach(it -> client.send(it.repeatable()));
  }

  private static List<Node> annotations(List<Annotation> remarks) {
    return IntStream.range(0, remarks.size())
        .<Node>mapToObj(i -> annotation(i + 1, remarks.get(i)))
        .toList();
  }

  private static Mapping annotation(int number, Annotation annotation) {
    boolean isError = annotation.level() == Level.ERROR;
    String line = annotation.title() + ": " + annotation.message();
    return BitbucketObject.of("report_annotation")
        .with("external_id", "git-sync-" + number)
        .with("annotation_type", isError ? "BUG" : "CODE_SMELL")
        .with("severity", isError ? "HIGH" : "LOW")
        .with("path", annotation.file().value())
        .with("line", Num.of(annotation.line()))
        .with("summary", Cut.line(line, LONGEST_SUMMARY))
        .with("details", Cut.markdown(annotation.message(), LONGEST_DETAILS));
  }
}
