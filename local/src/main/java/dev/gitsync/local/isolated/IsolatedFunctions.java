package dev.gitsync.local.isolated;

import dev.gitsync.local.LocalFault;
import dev.gitsync.local.http.Loopback;
import dev.gitsync.local.lambda.RunningFunction;
import dev.gitsync.local.template.Function;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs functions as Lambda does: in processes of their own, which get their events by the runtime
 * API. The processes end with this one.
 */
public final class IsolatedFunctions implements AutoCloseable {
  private final RuntimeApi api = new RuntimeApi();
  private final Loopback server;
  private final Sandbox sandbox;

  private IsolatedFunctions(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.server = Loopback.serve(api);
  }

  /**
   * Ready to host.
   *
   * @param code the jar of all functions, or a folder of classes
   * @param folder where logs are kept
   * @param account the variables by which the AWS SDK finds the account of this machine
   * @throws LocalFault when this machine cannot run Lambda's client
   */
  public static IsolatedFunctions start(Path code, Path folder, Map<String, String> account) {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw new LocalFault(
          "--isolated needs Linux, for which alone AWS builds Lambda's runtime interface client;"
              + " this is "
              + system
              + ". Leave --isolated out, or run it in a Linux container.");
    }
    return new IsolatedFunctions(Sandbox.of(code, folder, account));
  }

  /** The folder of a log for each function. */
  public static Path logs(Path folder) {
    return folder.resolve("logs");
  }

  /** The running form of {@code function}, without a process yet. */
  public RunningFunction host(Function function) {
    return new IsolatedFunction(function, this);
  }

  Environment start(Function function) {
    Environment environment = new Environment(function);
    environment.runsAs(sandbox.start(function, server.uri().getAuthority() + api.add(environment)));
    return environment;
  }

  void forget(Environment environment) {
    api.remove(environment);
  }

  Path log(Function function) {
    return sandbox.log(function);
  }

  @Override
  public void close() {
    server.close();
  }
}
