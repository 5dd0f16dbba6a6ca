package dev.gitsync.cli;

import dev.gitsync.adapters.dynamodb.DynamoKeyRegister;
import dev.gitsync.adapters.dynamodb.DynamoTables;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The commands about workspaces and their API keys. */
@Command(
    name = "workspace",
    description = "Makes workspaces and the API keys that open them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class Workspaces {
  private static final String TABLE = "WorkspacesTable";

  private Workspaces() {}

  static CommandLine commandLine() {
    return new CommandLine(new Workspaces())
        .addSubcommand(new WorkspaceCreate())
        .addSubcommand(new WorkspaceKey())
        .addSubcommand(new WorkspaceList())
        .addSubcommand(new WorkspaceRevoke());
  }

  /** Does something with the API keys of the deployment that the options name. */
  static <T> T withKeys(AwsOptions options, Function<DynamoKeyRegister, T> work) {
    try (Aws aws = options.open();
        Stacks stacks = Stacks.of(aws);
        DynamoDbClient dynamo = aws.dynamo()) {
      String table = stacks.get(options.stack()).get(TABLE);
      return work.apply(new DynamoKeyRegister(new DynamoTables(dynamo, table, "", "")));
    }
  }
}
