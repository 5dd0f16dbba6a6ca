package dev.gitsync.local;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.functions.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the system until it is told to stop. */
@Command(
    name = "up",
    description = "Runs the whole system on this machine until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Up implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of API and Git on 127.0.0.1; 0 for any free one (default: 8080).")
  private int port = 8080;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of all that survives a restart (default: ./.gitsync).")
  private Path data = Path.of(".gitsync");

  @Option(
      names = "--isolated",
      description = "Run each function in processes of its own, as on Lambda (Linux only).")
  private boolean isolated;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--port': must be 0 to 65535");
    }
    if (data.toString().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--data': must name a folder");
    }
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    LocalSystem system = LocalSystem.start(options(), line -> say(out, "… " + line));
    stopAtSignal(system, out);
    Path file = system.data().resolve("local.json");
    List<LocalFile.Workspace> workspaces =
        Seed.plant(system, LocalFile.workspaces(file), line -> say(out, "… " + line));
    LocalFile local = LocalFile.of(system, workspaces);
    local.write(file);
    var printer =
        new ActivityPrinter(
            new Wiring(system.environment("Api").orElseThrow()),
            workspaces.stream().map(it -> new WorkspaceId(it.id())).toList(),
            line -> say(out, line));
    system.onInvoked(invocation -> printer.print());
    Greeting.print(out, local, system);
    say(out, "Ready after %.1f s. Ctrl-C stops.".formatted((System.nanoTime() - start) / 1e9));
    new CountDownLatch(1).await();
    return 0;
  }

  private LocalOptions options() {
    LocalOptions options = LocalOptions.of(port, data);
    return isolated ? options.isolated() : options;
  }

  /** A signal is how this command is meant to end, so it ends with 0. */
  private static void stopAtSignal(LocalSystem system, PrintWriter out) {
    Thread stop =
        new Thread(
            () -> {
              say(out, "Stopping");
              system.close();
              out.flush();
              Runtime.getRuntime().halt(0);
            });
    Runtime.getRuntime().addShutdownHook(stop);
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
