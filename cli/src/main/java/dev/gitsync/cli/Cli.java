package dev.gitsync.cli;

import dev.gitsync.flows.TryLater;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import software.amazon.awssdk.core.exception.SdkException;

/** The commands that {@code ./gitsync} leaves to this program: the operator's, and checks. */
@Command(name = "gitsync", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class Cli {
  private Cli() {}

  /**
   * Exits with 0 when it is done, 1 when it failed, 2 when {@code arguments} make no sense, 3 when
   * a tool is missing, 4 when a check cannot tell. The system property {@code gitsync.home} names
   * the project's folder.
   */
  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("gitsync.home", "."));
    var surroundings =
        new Surroundings(
            home,
            Cdk.PROGRAM,
            Terminal.ofProcess(),
            name -> Optional.ofNullable(System.getenv(name)));
    System.exit(commandLine(surroundings).execute(arguments));
  }

  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new Cli())
        .addSubcommand(new OfflineCheck(surroundings))
        .addSubcommand(new Deploy(surroundings))
        .addSubcommand(new Destroy(surroundings))
        .addSubcommand(new Redrive())
        .addSubcommand(Workspaces.commandLine())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(faults());
  }

  private static IExecutionExceptionHandler faults() {
    return (fault, command, result) -> {
      command.getOut().flush();
      Exit exit = fault instanceof CliFault known ? known.exit() : Exit.FAILED;
      command.getErr().println("gitsync: " + text(fault));
      return exit.code();
    };
  }

  /** What is none of these is a fault of ours, and is thrown on. */
  private static String text(Exception fault) throws Exception {
    return switch (fault) {
      case CliFault known -> String.valueOf(known.getMessage());
      case TryLater busy -> busy.message() + " " + cause(busy);
      case SdkException refused -> "AWS says: " + refused.getMessage();
      default -> throw fault;
    };
  }

  private static String cause(TryLater busy) {
    return busy.getCause() == null ? "" : "AWS says: " + busy.getCause().getMessage();
  }
}
