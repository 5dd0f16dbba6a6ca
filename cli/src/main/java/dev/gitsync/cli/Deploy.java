package dev.gitsync.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deploys the stack, or brings it up to date. */
@Command(
    name = "deploy",
    description = "Deploys Git Sync to your AWS account, or brings it up to date.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Deploy implements Callable<Integer> {
  private static final String ENVIRONMENT = "environment";

  private final Surroundings surroundings;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Option(
      names = {"-c", "--context"},
      paramLabel = "name=value",
      description = "A setting of the deployment; docs/deploy.md lists them. Repeat for more.")
  private final Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = "--bootstrap",
      description = "Prepares the account and region for the CDK first, if that was never done.")
  private boolean bootstrap;

  @Option(
      names = "--yes",
      description = "Asks nothing, also where roles and permissions get wider.")
  private boolean yes;

  Deploy(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    StackName name = aws.stack();
    check();
    try (Aws account = aws.open();
        Stacks stacks = Stacks.of(account)) {
      Cdk cdk = Cdk.of(surroundings, aws, account);
      Aws.Identity identity = account.identity();
      announce(name, identity, account, stacks);
      prepare(identity, account, stacks, cdk);
      cdk.run(arguments(name));
      conclude(stacks.get(name));
    }
    return Exit.DONE.code();
  }

  private void check() {
    if (context.containsKey(ENVIRONMENT)) {
      throw wrong("Name the environment by --environment, not by --context.");
    }
    if (!yes && !surroundings.terminal().isAttended()) {
      throw wrong(
          "Without a terminal nobody can be asked whether permissions may get wider. Add --yes.");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void announce(StackName name, Aws.Identity identity, Aws account, Stacks stacks) {
    String state = stacks.find(name.toString()).map(DeployedStack::status).orElse("new");
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Account  %s, as %s%n", identity.account(), identity.arn());
    out.printf("Region   %s%n", account.region());
    out.printf("Stack    %s, %s%n", name, state);
    out.flush();
  }

  private void prepare(Aws.Identity identity, Aws account, Stacks stacks, Cdk cdk) {
    if (stacks.find(Stacks.BOOTSTRAP).isPresent()) {
      return;
    }
    if (!bootstrap) {
      throw new CliFault(
          """
          Account %s is not prepared for the CDK in region %s: there is no stack %s. Run this \
          again with --bootstrap. It makes a bucket for the functions' code, and the roles that \
          deploy: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html"""
              .formatted(identity.account(), account.region(), Stacks.BOOTSTRAP));
    }
    cdk.run(List.of("bootstrap", "aws://" + identity.account() + "/" + account.region()));
  }

  private List<String> arguments(StackName name) {
    var arguments = new ArrayList<>(List.of("deploy", name.toString()));
    arguments.addAll(List.of("--require-approval", yes ? "never" : "broadening"));
    arguments.addAll(Cdk.context(name));
    context.forEach((key, value) -> arguments.addAll(List.of("--context", key + "=" + value)));
    return arguments;
  }

  private void conclude(DeployedStack stack) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%nAPI        %sapi/v1%n", withSlash(stack.get("ApiUrl")));
    stack.find("DomainTarget").ifPresent(it -> out.printf("Domain     points to %s%n", it));
    stack.find("Dashboard").ifPresent(it -> out.printf("Dashboard  %s%n", it));
    out.printf(
        """

        Next, make a workspace and its API key:
          ./gitsync workspace create SLUG --user "Name <mail>"%s
        Then tie it to a repository: "The first link" in docs/deploy.md.
        """,
        aws.again());
    out.flush();
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
