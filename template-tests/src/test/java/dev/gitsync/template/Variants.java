package dev.gitsync.template;

import dev.gitsync.infra.GitSyncStack;
import dev.gitsync.infra.Settings;
import dev.gitsync.infra.Synthesis;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.constructs.Node;

/** What other context values give. A synthesis takes seconds: each is made once for all tests. */
final class Variants {
  /** Every option at once, in an environment called staging. */
  static final Map<String, String> EVERY_OPTION =
      Map.ofEntries(
          Map.entry("environment", "staging"),
          Map.entry("gitAllowedHosts", "git.corp.example, 10.0.0.7"),
          Map.entry("codeCommitRepositories", "acme, other.docs"),
          Map.entry("logDays", "90"),
          Map.entry("alarmEmail", "ops@acme.example"),
          Map.entry("vpcId", "vpc-0123456789abcdef0"),
          Map.entry("subnetIds", "subnet-0123456789abcdef0,subnet-0123456789abcdef1"),
          Map.entry("domainName", "git-sync.acme.example"),
          Map.entry(
              "certificateArn",
              "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"),
          Map.entry("hostedZoneId", "Z0123456789ABCDEF"),
          Map.entry("oidcIssuer", "https://login.acme.example/tenant"),
          Map.entry("oidcAudience", "git-sync, console"),
          Map.entry("apiRate", "5"),
          Map.entry("apiBurst", "7"));

  private Variants() {}

  /** The stack with {@link #EVERY_OPTION}. */
  static Synthesis everyOption() {
    return EveryOption.SYNTHESIS;
  }

  /** The settings that context values give. */
  static Settings settings(Map<String, String> context) {
    return Settings.of(app("settings", context).getNode());
  }

  /** The stack without options, with something put into it. */
  static Synthesis with(String folder, Consumer<GitSyncStack> addition) {
    App app = app(folder, Map.of());
    GitSyncStack stack = new GitSyncStack(app, Settings.of(app.getNode()));
    addition.accept(stack);
    return Synthesis.of(app, stack);
  }

  private static App app(String folder, Map<String, String> context) {
    String out = Path.of("target", "variants", folder).toAbsolutePath().toString();
    App app = new App(AppProps.builder().analyticsReporting(false).outdir(out).build());
    Node node = app.getNode();
    node.setContext(
        "functionsJar",
        Objects.requireNonNull(System.getProperty("gitsync.functionsJar"), "run by Maven"));
    context.forEach(node::setContext);
    return app;
  }

  private static final class EveryOption {
    static final Synthesis SYNTHESIS = synthesise();

    private static Synthesis synthesise() {
      App app = app("every-option", EVERY_OPTION);
      return Synthesis.of(app, new GitSyncStack(app, Settings.of(app.getNode())));
    }
  }
}
