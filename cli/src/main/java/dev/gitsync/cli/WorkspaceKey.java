package dev.gitsync.cli;

import dev.gitsync.flows.port.ApiKeys.Grant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes another key for a workspace. */
@Command(
    name = "key",
    description = "Prints another API key for a workspace.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WorkspaceKey implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final KeyOptions options = new KeyOptions();

  @Override
  public Integer call() {
    Grant grant = options.grant();
    return Workspaces.withKeys(
        options.aws(),
        register -> {
          if (!register.knows(grant.workspace())) {
            throw new CliFault(
                "There is no workspace %s. ./gitsync workspace create makes it."
                    .formatted(grant.workspace()));
          }
          return new NewKey(spec.commandLine()).issue(register, grant);
        });
  }
}
