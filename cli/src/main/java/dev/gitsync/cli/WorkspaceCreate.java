package dev.gitsync.cli;

import dev.gitsync.flows.port.ApiKeys.Grant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a workspace, which is to say: its first key. Everything in it is made through the API. */
@Command(
    name = "create",
    description = "Makes a workspace and prints its first API key.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WorkspaceCreate implements Callable<Integer> {
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
          if (register.knows(grant.workspace())) {
            throw new CliFault(
                "There is a workspace %s already. ./gitsync workspace key makes another key for it."
                    .formatted(grant.workspace()));
          }
          return new NewKey(spec.commandLine()).issue(register, grant);
        });
  }
}
