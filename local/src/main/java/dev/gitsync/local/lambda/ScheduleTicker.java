package dev.gitsync.local.lambda;

import dev.gitsync.local.template.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * EventBridge Scheduler for one schedule: a tick at once, then one each period. A tick that is due
 * while the last one still runs is left out.
 */
final class ScheduleTicker implements Runnable {
  private final Schedule schedule;
  private final RunningFunction function;
  private final Work work;
  private final Consumer<Invocation> invoked;

  ScheduleTicker(
      Schedule schedule, RunningFunction function, Work work, Consumer<Invocation> invoked) {
    this.schedule = schedule;
    this.function = function;
    this.work = work;
    this.invoked = invoked;
  }

  @Override
  public void run() {
    Instant next = Instant.now();
    while (work.open()) {
      work.run(this::tick);
      Instant now = Instant.now();
      while (!next.isAfter(now)) {
        next = next.plus(schedule.period());
      }
      work.sleep(Duration.between(now, next));
    }
  }

  private void tick() {
    long start = System.nanoTime();
    Optional<Throwable> fault = Optional.empty();
    try {
      function.invoke(event());
    } catch (FunctionFault e) {
      fault = Optional.ofNullable(e.getCause());
    } catch (RuntimeException e) {
      fault = Optional.of(e);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    invoked.accept(new Invocation(function.function().title(), 0, 0, duration, fault));
  }

  /**
   * The input with Scheduler's <a
   * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">
   * context attributes</a>.
   */
  private String event() {
    return schedule
        .input()
        .replace(
            "<aws.scheduler.scheduled-time>",
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
        .replace("<aws.scheduler.schedule-arn>", schedule.arn());
  }
}
