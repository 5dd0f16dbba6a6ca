package dev.gitsync.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletes the stack, after its name was given once more. */
@Command(
    name = "destroy",
    description = "Deletes the stack. Tables, their key and Git credentials stay.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Destroy implements Callable<Integer> {
  private final Surroundings surroundings;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Option(
      names = "--confirm",
      paramLabel = "STACK",
      description = "The stack's name, for when there is no terminal to ask at.")
  private @Nullable String confirmed;

  Destroy(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    StackName name = aws.stack();
    if (confirmed == null && !surroundings.terminal().isAttended()) {
      throw new ParameterException(
          spec.commandLine(), "Without a terminal, say which stack is meant: --confirm " + name);
    }
    try (Aws account = aws.open();
        Stacks stacks = Stacks.of(account)) {
      stacks.get(name);
      announce(name, account, stacks);
      confirm(name);
      Cdk.of(surroundings, aws, account).run(arguments(name));
      conclude(name, stacks);
    }
    return Exit.DONE.code();
  }

  private void announce(StackName name, Aws account, Stacks stacks) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        """
        Stack %s, account %s, region %s: its API, functions, queues, schedule, alarms and logs go.
        These stay, and cost what they cost, until you delete them yourself:
        """,
        name, account.identity().account(), account.region());
    for (Stacks.StackResource resource : stacks.retained(name)) {
      out.printf("  %s  %s%n", resource.type(), resource.name());
    }
    out.print(
        """
          the Git credentials of links, in Secrets Manager
        A later deployment makes new, empty tables. Read "Teardown" in docs/deploy.md first.
        """);
    out.flush();
  }

  private void confirm(StackName name) {
    String typed =
        confirmed == null
            ? surroundings.terminal().ask("Type the stack's name to delete it: ")
            : confirmed;
    if (!typed.equals(name.toString())) {
      throw new CliFault(
          "Nothing was deleted: the stack's name is %s, not \"%s\".".formatted(name, typed));
    }
  }

  private static List<String> arguments(StackName name) {
    var arguments = new ArrayList<>(List.of("destroy", name.toString(), "--force"));
    arguments.addAll(Cdk.context(name));
    return arguments;
  }

  private void conclude(StackName name, Stacks stacks) {
    stacks
        .find(name.toString())
        .ifPresent(
            stack -> {
              throw new CliFault(
                  "Stack %s is still there (%s). The CloudFormation console says what holds it."
                      .formatted(name, stack.status()));
            });
    spec.commandLine().getOut().printf("Stack %s is deleted.%n", name);
  }
}
