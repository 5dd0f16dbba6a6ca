package dev.gitsync.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which deployment a command is about. */
final class AwsOptions {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The environment: its stack is GitSync-NAME (default: none, stack GitSync).")
  private String environment = "";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile of the AWS configuration (default: AWS_PROFILE, else default).")
  private @Nullable String profile;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "The AWS region (default: AWS_REGION, else the profile's).")
  private @Nullable String region;

  StackName stack() {
    try {
      return new StackName(environment);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--environment': " + e.getMessage(), e);
    }
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  Aws open() {
    return Aws.open(profile(), Optional.ofNullable(region));
  }

  /** The same options once more, to follow a command in a text: empty, or with a leading space. */
  String again() {
    var text = new StringBuilder();
    if (!environment.isEmpty()) {
      text.append(" --environment ").append(environment);
    }
    profile().ifPresent(it -> text.append(" --profile ").append(it));
    Optional.ofNullable(region).ifPresent(it -> text.append(" --region ").append(it));
    return text.toString();
  }
}
