package dev.gitsync.infra;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Synthesises the stack.
 *
 * <p>The output folder is the first argument, else {@code CDK_OUTDIR} as the CDK command sets it.
 * Prints the template's path and nothing else. Findings, and context values that cannot be, go to
 * the error output, and the exit code is 1.
 */
public final class GitSyncApp {
  private GitSyncApp() {}

  /** Synthesises into the folder that {@code args} or the environment names. */
  public static void main(String[] args) {
    AppProps.Builder props = AppProps.builder().analyticsReporting(false);
    if (args.length > 0) {
      props.outdir(args[0]);
    }
    System.exit(run(new App(props.build())));
  }

  private static int run(App app) {
    try {
      Synthesis synthesis = Synthesis.of(app, new GitSyncStack(app, Settings.of(app.getNode())));
      synthesis.findings().forEach(System.err::println);
      System.out.println(synthesis.template());
      return synthesis.findings().isEmpty() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("gitsync: " + e.getMessage());
      return 1;
    }
  }
}
