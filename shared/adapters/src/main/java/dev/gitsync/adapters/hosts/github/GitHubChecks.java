package dev.gitsync.adapters.hosts.github;

import static dev.gitsync.adapters.hosts.rest.RestCall.encode;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.Digest;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import dev.gitsync.flows.host.CheckReport.Level;
import dev.gitsync.flows.host.CheckReport.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Check runs, which only an App may make (GitHub's "REST API endpoints for check runs"). A request
 * takes {@value #BATCH} annotations, and each adds to those that are there: so a run that has some
 * is not updated but followed by another, of which GitHub shows the last. The run ends with the
 * last batch, and its {@code external_id} then names what it says.
 */
record GitHubChecks(RestClient client, String repository, long app) implements ComposedHost.Checks {

  private static final int BATCH = 50;

  /** More would be more requests than GitHub likes in a minute. */
  private static final int MOST_ANNOTATIONS = 1_000;

  private static final int LONGEST_TEXT = 65_535;
  private static final int LONGEST_TITLE = 255;
  private static final int LONGEST_MESSAGE = 16_000;

  @Override
  public void publish(CheckReport report) {
    Optional<Fields> latest = latest(report);
    String digest = Digest.of(report);
    if (latest.flatMap(it -> it.findText("external_id")).filter(digest::equals).isPresent()) {
      return;
    }
    List<List<Annotation>> batches = batches(report.annotations());
    Optional<Long> run = latest.filter(it -> isUntouched(it, report)).map(it -> it.number("id"));
    for (int i = 0; i < batches.size(); i++) {
      boolean isLast = i == batches.size() - 1;
      Mapping state = isLast ? last(report, digest) : running();
      Mapping body = state.with("output", output(report, batches.get(i)));
      run = Optional.of(run.map(id -> update(id, body)).orElseGet(() -> create(report, body)));
    }
  }

  private Optional<Fields> latest(CheckReport report) {
    String path =
        "%s/commits/%s/check-runs?check_name=%s&app_id=%d&filter=latest&per_page=1"
            .formatted(repository, report.head(), encode(report.name()), app);
    return client.send(RestCall.get(path, GitHubRight.CHECKS)).json().items("check_runs").stream()
        .findFirst();
  }

  /** Whether it can become this report. A run that has ended does not go back to running. */
  private static boolean isUntouched(Fields run, CheckReport report) {
    boolean hasEnded = run.text("status").equals("completed");
    return run.get("output").number("annotations_count") == 0
        && !(hasEnded && report.status() == Status.RUNNING);
  }

  private static List<List<Annotation>> batches(List<Annotation> annotations) {
    List<Annotation> shown = annotations.subList(0, Math.min(annotations.size(), MOST_ANNOTATIONS));
    var batches = new ArrayList<List<Annotation>>();
    for (int from = 0; from < shown.size(); from += BATCH) {
      batches.add(shown.subList(from, Math.min(shown.size(), from + BATCH)));
    }
    return batches.isEmpty() ? List.of(List.of()) : batches;
  }

  private long create(CheckReport report, Mapping body) {
    Mapping whole =
        Mapping.of("name", new Text(report.name())).with("head_sha", report.head().value());
    for (var entry : body.entries().entrySet()) {
      whole = whole.with(entry.getKey(), entry.getValue());
    }
    return client
        .send(RestCall.post(repository + "/check-runs", whole, GitHubRight.CHECKS))
        .json()
        .number("id");
  }

  /** Not sent again when its fate is unknown: annotations would be there twice. */
  private long update(long run, Mapping body) {
    var call = RestCall.patch(repository + "/check-runs/" + run, body, GitHubRight.CHECKS);
    client.send(call.once());
    return run;
  }

  private static Mapping running() {
    return Mapping.of("status", new Text("in_progress"));
  }

  private static Mapping last(CheckReport report, String digest) {
    Mapping state =
        switch (report.status()) {
          case RUNNING -> running();
          case PASSED -> ended("success");
          case FAILED -> ended("failure");
          case SUPERSEDED -> ended("cancelled");
        };
    return state.with("external_id", digest);
  }

  private static Mapping ended(String conclusion) {
    return Mapping.of("status", new Text("completed")).with("conclusion", conclusion);
  }

  private static Mapping output(CheckReport report, List<Annotation> annotations) {
    int more = report.annotations().size() - MOST_ANNOTATIONS;
    String summary =
        more > 0
            ? report.summary() + "\n\n%d more remarks are not shown on lines.".formatted(more)
            : report.summary();
    Mapping output =
        Mapping.of("title", new Text(Cut.line(report.title(), LONGEST_TITLE)))
            .with("summary", Cut.markdown(summary, LONGEST_TEXT))
            .with("text", Cut.markdown(report.text(), LONGEST_TEXT));
    return annotations.isEmpty()
        ? output
        : output.with(
            "annotations",
            new Sequence(List.copyOf(annotations.stream().map(GitHubChecks::json).toList())));
  }

  private static Mapping json(Annotation annotation) {
    Num line = Num.of(annotation.line());
    Num column = Num.of(annotation.column());
    return Mapping.of("path", new Text(annotation.file().value()))
        .with("start_line", line)
        .with("end_line", line)
        .with("start_column", column)
        .with("end_column", column)
        .with("annotation_level", annotation.level() == Level.ERROR ? "failure" : "warning")
        .with("title", Cut.line(annotation.title(), LONGEST_TITLE))
        .with("message", Cut.markdown(annotation.message(), LONGEST_MESSAGE));
  }
}
