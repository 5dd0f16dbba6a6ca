package dev.gitsync.infra;

import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/**
 * The alarms. Each says what it means and what to do now. Their names start with the stack's, and
 * they send to the topic, if there is one, when they ring and when they stop.
 */
final class Alarms extends Construct {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  private final Metrics metrics;
  private final Optional<AlarmMail> mail;

  Alarms(Construct scope, String id, Metrics metrics, Optional<AlarmMail> mail) {
    super(scope, id);
    this.metrics = metrics;
    this.mail = mail;
    lag();
    faults();
    linksFailing();
    pollMissing();
  }

  /** Rings as soon as a message was given up. */
  void deadLetters(FlowQueue queue) {
    add(
        queue.title() + "DeadLetters",
        "Messages for the "
            + queue.title()
            + " function failed 5 times and were put aside. No change is lost: they wait in the"
            + " tables, but these links may stand still. Find the cause in the function's log,"
            + " then run: ./gitsync redrive",
        over(0, queue.dead().metricApproximateNumberOfMessagesVisible(maximum()), 1));
  }

  /** Rings when a function ends without an answer, or is not let run, time and again. */
  void function(SyncFunction function) {
    String title = function.title();
    add(
        title + "Errors",
        "The "
            + title
            + " function broke off (time-out, memory, or a bug) in two of the last three"
            + " five-minute periods. Runs for queues are repeated by themselves. Find the cause in"
            + " the function's log and trace.",
        over(0, function.measured().metricErrors(sum()), 3).datapointsToAlarm(2));
    add(
        title + "Throttles",
        "Lambda did not let the "
            + title
            + " function run in two of the last three five-minute periods, so work waits. Raise"
            + " the account's limit of concurrent executions (Service Quotas, Lambda), or find what"
            + " else uses it up.",
        over(0, function.measured().metricThrottles(sum()), 3).datapointsToAlarm(2));
  }

  /**
   * A hint that was lost is made good by the next tick, within a minute; a slow push is over in the
   * second. Three minutes in a row do not pass by themselves.
   */
  private void lag() {
    add(
        "SyncLag",
        "A change waits for more than a minute, three minutes in a row, though its link is able to"
            + " work. Look at the dashboard: are functions throttled, failing or slow, are messages"
            + " old? Then look at the log of the Outbound function.",
        // Where there is no figure, because the poll does not run, another alarm says so.
        over(60, metrics.lag(), 3).treatMissingData(TreatMissingData.IGNORE));
  }

  private void faults() {
    add(
        "Faults",
        "A run met an error that Git Sync has no answer to: most likely a bug. Nothing is lost;"
            + " it is tried again, and put aside after 5 times. Find the run in the functions' logs, and"
            + " report it with its lines.",
        over(0, metrics.sum("Faults").with(every(FIVE_MINUTES)), 1));
  }

  /** The least of each period, so that a link that recovers in between does not count. */
  private void linksFailing() {
    add(
        "LinksFailing",
        "For half an hour at least one link has failed and needs its owner: credentials that ran"
            + " out, a branch that is gone or protected. GET /api/v1/git-sync/status, with the key"
            + " of its workspace, says what to do.",
        over(0, metrics.linksFailing().with(every(FIVE_MINUTES)), 6));
  }

  /** No figure is the alarm here; it also rings once until a new stack has polled. */
  private void pollMissing() {
    add(
        "PollNotRunning",
        "No poll came to its end for five minutes: edits in Git do not arrive, and lost hints are"
            + " not made good. Look at the schedule, and at the Poll function's errors and log."
            + " Right after the first deployment this is normal for some minutes.",
        over(0, metrics.runs("poll"), 5)
            .threshold(1)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .treatMissingData(TreatMissingData.BREACHING));
  }

  /** More than {@code limit} in each of the last periods; no figure is fine. */
  private static AlarmProps.Builder over(double limit, Metric metric, int periods) {
    return AlarmProps.builder()
        .metric(metric)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .threshold(limit)
        .evaluationPeriods(periods)
        .treatMissingData(TreatMissingData.NOT_BREACHING);
  }

  private void add(String title, String description, AlarmProps.Builder props) {
    Alarm alarm =
        new Alarm(
            this,
            title,
            props.alarmName(metrics.stack() + "-" + title).alarmDescription(description).build());
    mail.ifPresent(
        it -> {
          SnsAction action = new SnsAction(it.topic());
          alarm.addAlarmAction(action);
          alarm.addOkAction(action);
        });
  }

  private static MetricOptions maximum() {
    return MetricOptions.builder().statistic("Maximum").period(Duration.minutes(1)).build();
  }

  private static MetricOptions sum() {
    return MetricOptions.builder().statistic("Sum").period(FIVE_MINUTES).build();
  }

  private static MetricOptions every(Duration period) {
    return MetricOptions.builder().period(period).build();
  }
}
