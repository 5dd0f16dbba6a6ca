package dev.gitsync.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** The CDK's command line, run on {@code infra-cdk}; what it prints goes where ours does. */
record Cdk(Surroundings surroundings, Region region, List<String> options) {
  /** Pinned: npm's tag {@code latest} names another program's version. */
  static final List<String> PROGRAM = List.of("npx", "--yes", "aws-cdk@2.1148.1");

  /** Away from what the build writes, whose tests read it. */
  private static final String OUTPUT = "../target/cdk";

  Cdk {
    options = List.copyOf(options);
  }

  /** The CDK for the account and region of {@code aws}. */
  static Cdk of(Surroundings surroundings, AwsOptions options, Aws aws) {
    var arguments = new ArrayList<>(List.of("--no-notices", "--output", OUTPUT));
    options.profile().ifPresent(name -> arguments.addAll(List.of("--profile", name)));
    return new Cdk(surroundings, aws.region(), arguments);
  }

  /** The name of the environment, as the app takes it. */
  static List<String> context(StackName stack) {
    return stack.environment().isEmpty()
        ? List.of()
        : List.of("--context", "environment=" + stack.environment());
  }

  /**
   * Runs one of its commands to the end.
   *
   * @throws CliFault when it fails, or cannot be started
   */
  void run(List<String> arguments) {
    var command = new ArrayList<>(surroundings.cdk());
    command.addAll(arguments);
    command.addAll(options);
    var builder =
        new ProcessBuilder(command)
            .directory(surroundings.home().resolve("infra-cdk").toFile())
            .inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_REGION",
                region.id(),
                "AWS_DEFAULT_REGION",
                region.id(),
                "CDK_DISABLE_CLI_TELEMETRY",
                "true",
                "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION",
                "18,20,22,24"));
    int code = run(builder);
    if (code != 0) {
      throw new CliFault(
          "cdk %s ended with %d; what it printed above says why. It is safe to run this again."
              .formatted(arguments.getFirst(), code));
    }
  }

  private static int run(ProcessBuilder builder) {
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new CliFault(
          Exit.TOOL_MISSING,
          "%s cannot be started. It comes with Node 20 or newer: https://nodejs.org."
              .formatted(builder.command().getFirst()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFault("Interrupted while the CDK was at work.", e);
    }
  }
}
