package dev.gitsync.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * What the functions write about their runs, one line each, which CloudWatch turns into metrics.
 *
 * @param stack the dimension that keeps environments apart
 */
record Metrics(String stack) {
  private static final String NAMESPACE = "GitSync";
  private static final Duration MINUTE = Duration.minutes(1);

  /** How many runs of a flow came to their end. */
  Metric runs(String flow) {
    return of("Runs", Map.of("Stack", stack, "Flow", flow), "Sum");
  }

  /** The sum over all flows of what is counted under {@code name}. */
  Metric sum(String name) {
    return of(name, Map.of("Stack", stack), "Sum");
  }

  /** The age of the oldest waiting change of a link that is able to work, in seconds. */
  Metric lag() {
    return of("SyncLagSeconds", Map.of("Stack", stack), "Maximum");
  }

  /** How many links failed, at the best moment of the period. */
  Metric linksFailing() {
    return of("LinksFailing", Map.of("Stack", stack), "Minimum");
  }

  private static Metric of(String name, Map<String, String> dimensions, String statistic) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic(statistic)
        .period(MINUTE)
        .build();
  }
}
