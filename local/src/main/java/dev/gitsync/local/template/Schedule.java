package dev.gitsync.local.template;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code function} is called every {@code period}.
 *
 * @param input the event, with Scheduler's placeholders such as {@code
 *     <aws.scheduler.scheduled-time>}
 */
public record Schedule(Function function, String arn, Duration period, String input) {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  /** The period of a {@code rate(…)} expression; others are not used. */
  static Duration period(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new IllegalArgumentException("The schedule " + expression + " is unknown here.");
    }
    long count = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(count);
      case "hour" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
