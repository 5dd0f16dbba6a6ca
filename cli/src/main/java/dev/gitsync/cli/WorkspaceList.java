package dev.gitsync.cli;

import dev.gitsync.adapters.dynamodb.DynamoKeyRegister.Issued;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the keys that were issued, by their fingerprints. */
@Command(
    name = "list",
    description = "Lists workspaces and their API keys, by fingerprint.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WorkspaceList implements Callable<Integer> {
  private static final Comparator<Issued> ORDER =
      Comparator.comparing((Issued key) -> key.grant().workspace()).thenComparing(Issued::sha256);

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() {
    List<Issued> keys = Workspaces.withKeys(aws, register -> register.all());
    PrintWriter out = spec.commandLine().getOut();
    keys.stream()
        .sorted(ORDER)
        .forEach(
            key ->
                out.printf(
                    "%-20s  %s  %s%s%n",
                    key.grant().workspace(),
                    ApiKey.fingerprint(key.sha256()),
                    key.grant().user(),
                    key.grant().actFor() == ActFor.ANY_USER ? ", acts for any user" : ""));
    out.flush();
    return Exit.DONE.code();
  }
}
