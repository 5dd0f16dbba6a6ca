package dev.gitsync.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Moves dead letters back to their queues, once what they failed at is repaired. */
@Command(
    name = "redrive",
    description = "Moves dead letters back to their queues, to be tried again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Redrive implements Callable<Integer> {
  private final InstantSource clock = InstantSource.system();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FLOW",
      description = "Only those of ${COMPLETION-CANDIDATES} (default: of all).")
  private @Nullable Flow flow;

  @Option(names = "--dry-run", description = "Says what there is, and leaves it.")
  private boolean dryRun;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "Takes at most so many from each queue (default: ${DEFAULT-VALUE}).")
  private int most = 10_000;

  @Override
  public Integer call() {
    if (most < 1) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--most': must be 1 or more");
    }
    try (Aws account = aws.open();
        Stacks stacks = Stacks.of(account);
        SqsClient sqs = account.sqs()) {
      DeployedStack stack = stacks.get(aws.stack());
      for (Flow each : flow == null ? List.of(Flow.values()) : List.of(flow)) {
        var letters =
            new DeadLetterQueue(sqs, stack.get(each.queue()), stack.get(each.deadLetters()));
        if (dryRun) {
          show(each, letters);
        } else {
          move(each, letters);
        }
      }
    }
    return Exit.DONE.code();
  }

  private void move(Flow name, DeadLetterQueue letters) {
    int moved = letters.redrive(most, letter -> say(name, letter));
    out().printf("%-8s  %d moved back, about %d left%n", name, moved, letters.size());
    out().flush();
  }

  private void show(Flow name, DeadLetterQueue letters) {
    int size = letters.size();
    if (size > 0) {
      letters.peek(most).forEach(letter -> say(name, letter));
    }
    out().printf("%-8s  about %d dead letters%n", name, size);
    out().flush();
  }

  private void say(Flow name, DeadLetter letter) {
    out()
        .printf(
            "%-8s  %-20s  %s old, received %s times%n",
            name,
            letter.workspace().orElse("no workspace"),
            text(letter.age(clock.instant())),
            letter.receives());
    out().flush();
  }

  private static String text(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    return age.toHours() > 0
        ? age.toHours() + " h " + age.toMinutesPart() + " min"
        : age.toMinutes() + " min";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
