package dev.gitsync.cli;

import dev.gitsync.adapters.dynamodb.DynamoKeyRegister;
import dev.gitsync.adapters.dynamodb.DynamoKeyRegister.Issued;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a key's rights away. */
@Command(
    name = "revoke",
    description = "Takes an API key's rights away.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WorkspaceRevoke implements Callable<Integer> {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,64}");

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(
      paramLabel = "KEY",
      description = "The key, or its fingerprint as ./gitsync workspace list shows it.")
  private String key;

  @Override
  public Integer call() {
    String beginning = ApiKey.beginningOfHash(key);
    if (!HASH.matcher(beginning).matches()) {
      throw new ParameterException(
          spec.commandLine(), "KEY must be a key, which begins with gs_, or its fingerprint.");
    }
    Issued revoked = Workspaces.withKeys(aws, register -> revoke(register, beginning));
    spec.commandLine()
        .getOut()
        .printf(
            "Key %s of %s in workspace %s is revoked.%n",
            ApiKey.fingerprint(revoked.sha256()),
            revoked.grant().user(),
            revoked.grant().workspace());
    return Exit.DONE.code();
  }

  private static Issued revoke(DynamoKeyRegister register, String beginning) {
    List<Issued> found =
        register.all().stream().filter(it -> it.sha256().startsWith(beginning)).toList();
    if (found.size() != 1) {
      throw new CliFault(
          found.isEmpty()
              ? "There is no such key. ./gitsync workspace list shows those there are."
              : "Several keys begin so. Give more of the hash, or the key itself.");
    }
    register.remove(found.getFirst().sha256());
    return found.getFirst();
  }
}
