package dev.gitsync.infra;

import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/** The dashboard: first how users fare, then the queues, then the functions. */
final class Overview extends Construct {
  private static final int THIRD = 8;

  private final String url;

  Overview(Construct scope, String id, Metrics metrics, FunctionCode code) {
    super(scope, id);
    Dashboard dashboard =
        Dashboard.Builder.create(this, "Dashboard")
            .dashboardName(metrics.stack())
            .defaultInterval(Duration.hours(3))
            .build();
    dashboard.addWidgets(users(metrics));
    dashboard.addWidgets(queues(code.queues(), metrics));
    dashboard.addWidgets(functions(code.functions()));
    String region = Stack.of(this).getRegion();
    url =
        "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s"
            .formatted(region, region, metrics.stack());
  }

  /** Where the console shows it. */
  String url() {
    return url;
  }

  private static IWidget[] users(Metrics metrics) {
    return new IWidget[] {
      graph("Oldest waiting change (seconds)", List.of(metrics.lag())),
      graph(
          "Changes: committed to Git, applied from Git",
          List.of(metrics.sum("Commits"), metrics.sum("Applied"))),
      graph("Links that need their owner", List.of(metrics.linksFailing()))
    };
  }

  private static IWidget[] queues(Queues queues, Metrics metrics) {
    return new IWidget[] {
      graph(
          "Oldest message (seconds)",
          queues.all().stream()
              .map(queue -> queue.live().metricApproximateAgeOfOldestMessage(worst(queue.title())))
              .toList()),
      graph(
          "Messages put aside",
          queues.all().stream()
              .map(
                  queue ->
                      queue.dead().metricApproximateNumberOfMessagesVisible(worst(queue.title())))
              .toList()),
      graph(
          "Runs that failed: for users, to try again, for us",
          List.of(metrics.sum("Failures"), metrics.sum("Retries"), metrics.sum("Faults")))
    };
  }

  private static IWidget[] functions(List<SyncFunction> functions) {
    return new IWidget[] {
      graph("Errors", of(functions, it -> it.measured().metricErrors(total(it.title())))),
      graph("Throttles", of(functions, it -> it.measured().metricThrottles(total(it.title())))),
      graph(
          "Longest run (milliseconds)",
          of(functions, it -> it.measured().metricDuration(worst(it.title()))))
    };
  }

  private static List<? extends IMetric> of(
      List<SyncFunction> functions, Function<SyncFunction, IMetric> metric) {
    return functions.stream().map(metric).toList();
  }

  private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).width(THIRD).left(metrics).build();
  }

  private static MetricOptions worst(String label) {
    return options(label, "Maximum");
  }

  private static MetricOptions total(String label) {
    return options(label, "Sum");
  }

  private static MetricOptions options(String label, String statistic) {
    return MetricOptions.builder()
        .label(label)
        .statistic(statistic)
        .period(Duration.minutes(1))
        .build();
  }
}
