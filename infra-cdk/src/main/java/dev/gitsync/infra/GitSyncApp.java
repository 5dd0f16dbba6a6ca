package dev.gitsync.infra;

import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Synthesises the stack.
 *
 * <p>The output folder is the first argument, else {@code CDK_OUTDIR} as the CDK command sets it.
 * Prints the template's path and nothing else.
 */
public final class GitSyncApp {
  /** The name of the stack, and of its template's file before {@code .template.json}. */
  public static final String STACK = "GitSync";

  private GitSyncApp() {}

  /** Synthesises into the folder that {@code args} or the environment names. */
  public static void main(String[] args) {
    AppProps.Builder props = AppProps.builder().analyticsReporting(false);
    if (args.length > 0) {
      props.outdir(args[0]);
    }
    App app = new App(props.build());
    GitSyncStack stack = new GitSyncStack(app, STACK, Settings.of(app.getNode()));
    Path template = Path.of(app.synth().getDirectory(), stack.getTemplateFile());
    System.out.println(template.toAbsolutePath().normalize());
    System.exit(0);
  }
}
