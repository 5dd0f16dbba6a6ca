package dev.gitsync.functions;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.port.RunLog;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One line of JSON per run, which CloudWatch makes metrics of by itself: <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>, in the namespace {@value #NAMESPACE}, by stack, and by stack and flow.
 */
final class EmfRunLog implements RunLog {

  /** The namespace of the metrics. */
  static final String NAMESPACE = "GitSync";

  /** What flows count, and which metric that is. Several counts may be one metric. */
  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("commits", "Commits"),
          Map.entry("created", "Applied"),
          Map.entry("updated", "Applied"),
          Map.entry("written", "Written"),
          Map.entry("links", "Links"),
          Map.entry("moved", "Moved"),
          Map.entry("failing", "LinksFailing"),
          Map.entry("skipped", "LinksSkipped"),
          Map.entry("lagSeconds", "SyncLagSeconds"));

  private final PrintStream out;
  private final String stack;

  /** Lines about a stack. */
  EmfRunLog(PrintStream out, String stack) {
    this.out = out;
    this.stack = stack;
  }

  @Override
  public void ended(Run run) {
    Map<String, Long> metrics = metrics(run);
    Mapping line =
        Mapping.of("_aws", header(run, metrics))
            .with("Stack", stack)
            .with("Flow", run.flow())
            .with("ending", run.ending().name().toLowerCase(Locale.ROOT));
    if (run.link().isPresent()) {
      line = line.with("link", run.link().get().value());
    }
    for (Count count : run.counts()) {
      line =
          METRICS.containsKey(count.what())
              ? line
              : line.with(count.what(), number(count.number()));
    }
    for (Map.Entry<String, Long> metric : metrics.entrySet()) {
      line = line.with(metric.getKey(), number(metric.getValue()));
    }
    out.println(Json.write(line));
  }

  private static Map<String, Long> metrics(Run run) {
    var metrics = new LinkedHashMap<String, Long>();
    metrics.put("Runs", 1L);
    metrics.put("Milliseconds", run.took().toMillis());
    metrics.put("Failures", run.ending() == Ending.NEEDS_USER ? 1L : 0L);
    metrics.put("Retries", run.ending() == Ending.TRY_LATER ? 1L : 0L);
    metrics.put("Faults", run.ending() == Ending.FAULT ? 1L : 0L);
    for (Count count : run.counts()) {
      String metric = METRICS.get(count.what());
      if (metric != null) {
        metrics.merge(metric, count.number(), Long::sum);
      }
    }
    return metrics;
  }

  private static Mapping header(Run run, Map<String, Long> metrics) {
    Mapping directive =
        Mapping.of("Namespace", new Text(NAMESPACE))
            .with(
                "Dimensions",
                Sequence.of(
                    Sequence.of(new Text("Stack")),
                    Sequence.of(new Text("Stack"), new Text("Flow"))))
            .with(
                "Metrics",
                new Sequence(metrics.keySet().stream().<Node>map(EmfRunLog::definition).toList()));
    return Mapping.of("Timestamp", number(run.start().toEpochMilli()))
        .with("CloudWatchMetrics", Sequence.of(directive));
  }

  private static Mapping definition(String metric) {
    String unit =
        switch (metric) {
          case "Milliseconds" -> "Milliseconds";
          case "SyncLagSeconds" -> "Seconds";
          default -> "Count";
        };
    return Mapping.of("Name", new Text(metric)).with("Unit", unit);
  }

  @Override
  public void failing(WorkspaceId link, String flow, Failure failure) {
    out.println(
        Json.write(
            Mapping.of("Stack", new Text(stack))
                .with("Flow", flow)
                .with("link", link.value())
                .with("failing", failure.code())
                .with("message", failure.message())));
  }

  private static Num number(long value) {
    return Num.of(value);
  }
}
