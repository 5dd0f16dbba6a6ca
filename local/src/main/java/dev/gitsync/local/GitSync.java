package dev.gitsync.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that {@code ./gitsync} leaves to this program. */
@Command(
    name = "gitsync",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = Up.class,
    synopsisSubcommandLabel = "COMMAND")
public final class GitSync {
  private GitSync() {}

  /** Exits with 0 when all went well, 1 when not, 2 when {@code arguments} make no sense. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new GitSync());
    line.setExecutionExceptionHandler(
        (fault, command, result) -> {
          if (!(fault instanceof LocalFault)) {
            throw fault;
          }
          command.getErr().println("gitsync: " + fault.getMessage());
          return 1;
        });
    System.exit(line.execute(arguments));
  }
}
