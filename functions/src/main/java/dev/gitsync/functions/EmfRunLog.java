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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One line of JSON per run, which CloudWatch makes metrics of by itself: <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>, in the namespace {@value #NAMESPACE}: runs and their time by stack and flow,
 * all else by stack.
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

  /** Metrics whose being nothing says something. */
  private static final Set<String> LEVELS = Set.of("Links", "LinksFailing", "SyncLagSeconds");

  private final PrintStream out;
  private final String stack;

  /** Lines about a stack. */
  EmfRunLog(PrintStream out, String stack) {
    this.out = out;
    this.stack = stack;
  }

  @Override
  public void ended(Run run) {
    Map<String, Long> ofFlow = ofFlow(run);
    Map<String, Long> ofStack = ofStack(run);
    Mapping line =
        Mapping.of("_aws", header(run, ofFlow, ofStack))
            .with("Stack", stack)
            .with("Flow", run.flow())
            .with("ending", run.ending().name().toLowerCase(Locale.ROOT));
    if (run.link().isPresent()) {
      line = line.with("link", run.link().get().value());
    }
    for (Count count : run.counts()) {
      line = METRICS.containsKey(count.what()) ? line : with(line, count.what(), count.number());
    }
    for (Map<String, Long> metrics : List.of(ofFlow, ofStack)) {
      for (Map.Entry<String, Long> metric : metrics.entrySet()) {
        line = with(line, metric.getKey(), metric.getValue());
      }
    }
    out.println(Json.write(line));
  }

  private static Map<String, Long> ofFlow(Run run) {
    var metrics = new LinkedHashMap<String, Long>();
    metrics.put("Runs", 1L);
    metrics.put("Milliseconds", run.took().toMillis());
    return metrics;
  }

  /** A metric costs for each hour in which it is sent, so what is nothing is mostly not sent. */
  private static Map<String, Long> ofStack(Run run) {
    var metrics = new LinkedHashMap<String, Long>();
    switch (run.ending()) {
      case DONE -> {}
      case NEEDS_USER -> metrics.put("Failures", 1L);
      case TRY_LATER -> metrics.put("Retries", 1L);
      case FAULT -> metrics.put("Faults", 1L);
    }
    for (Count count : run.counts()) {
      String metric = METRICS.get(count.what());
      if (metric != null && (count.number() > 0 || LEVELS.contains(metric))) {
        metrics.merge(metric, count.number(), Long::sum);
      }
    }
    return metrics;
  }

  private static Mapping header(Run run, Map<String, Long> ofFlow, Map<String, Long> ofStack) {
    var directives = new ArrayList<Node>();
    directives.add(directive(ofFlow, "Stack", "Flow"));
    if (!ofStack.isEmpty()) {
      directives.add(directive(ofStack, "Stack"));
    }
    return Mapping.of("Timestamp", Num.of(run.start().toEpochMilli()))
        .with("CloudWatchMetrics", new Sequence(directives));
  }

  private static Mapping directive(Map<String, Long> metrics, String... dimensions) {
    return Mapping.of("Namespace", new Text(NAMESPACE))
        .with(
            "Dimensions",
            Sequence.of(new Sequence(Stream.of(dimensions).<Node>map(Text::new).toList())))
        .with(
            "Metrics",
            new Sequence(metrics.keySet().stream().<Node>map(EmfRunLog::definition).toList()));
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

  private static Mapping with(Mapping line, String name, long value) {
    return line.with(name, Num.of(value));
  }
}
