package dev.gitsync.cli;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a new API key is to allow. */
final class KeyOptions {
  private static final Pattern USER = Pattern.compile("([^<>]+)<([^<>@\\s]+@[^<>@\\s]+)>");

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Parameters(
      paramLabel = "SLUG",
      description = "The workspace: small letters, digits and hyphens, at most 63.")
  private String slug;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Option(
      names = "--user",
      required = true,
      paramLabel = "\"NAME <MAIL>\"",
      description = "Whose edits those with this key are; the author of their commits.")
  private String user;

  @Option(
      names = "--act-for-any",
      description = "Lets requests name another user: for a product that edits for its users.")
  private boolean actForAny;

  AwsOptions aws() {
    return aws;
  }

  Grant grant() {
    return new Grant(workspace(), person(), actForAny ? ActFor.ANY_USER : ActFor.ITS_USER);
  }

  private WorkspaceId workspace() {
    return WorkspaceId.parse(slug)
        .orElseThrow(
            () ->
                wrong(
                    """
                    "%s" cannot name a workspace: it must be small letters, digits and hyphens, at \
                    most 63 of them, and not begin with a hyphen."""
                        .formatted(slug)));
  }

  private Person person() {
    Matcher matcher = USER.matcher(user.strip());
    if (!matcher.matches()) {
      throw wrong(
          "--user must be a name and an address: --user \"Ada Lovelace <ada@acme.example>\"");
    }
    return new Person(matcher.group(1), matcher.group(2));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
