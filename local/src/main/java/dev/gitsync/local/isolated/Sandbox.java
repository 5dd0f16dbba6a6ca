package dev.gitsync.local.isolated;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.gitsync.local.LocalFault;
import dev.gitsync.local.OwnerOnly;
import dev.gitsync.local.aws.LocalAccount;
import dev.gitsync.local.template.Function;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Starts processes that find what they would find on Lambda: the <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">variables</a>, the
 * class path, the share of the memory, and no file of the person at this machine.
 *
 * @param root the working directory, where Lambda has the function's code
 * @param logs the folder of a log file for each function
 * @param runtime the folder of our main class and of the client's native part
 * @param account the variables by which the AWS SDK finds the account of this machine
 */
record Sandbox(Path root, Path logs, Path runtime, Map<String, String> account) {
  /** The part of the memory that Lambda leaves to the heap, in percent. */
  private static final int HEAP_PERCENT = 85;

  /** What Lambda brings besides the main class, without the handlers and what they need. */
  private static final String RUNTIME =
      Stream.of(
              AWSLambda.class,
              RequestHandler.class,
              PojoSerializer.class,
              SdkInternalThreadLocal.class)
          .map(Sandbox::home)
          .collect(Collectors.joining(File.pathSeparator));

  /**
   * A sandbox for {@code code}.
   *
   * @param code a jar, or a folder of classes
   * @param folder where it may write
   */
  static Sandbox of(Path code, Path folder, Map<String, String> account) {
    if (!Files.exists(code)) {
      throw new LocalFault("There is no " + code + ". Build it with ./gitsync synth.");
    }
    try {
      Path logs = IsolatedFunctions.logs(folder);
      OwnerOnly.folder(logs);
      return new Sandbox(
          Files.isDirectory(code) ? code : root(code, folder.resolve("task")),
          logs,
          runtime(folder.resolve("runtime")),
          account);
    } catch (IOException e) {
      throw new LocalFault("Cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** A folder with nothing but a copy of {@code jar}, in the subfolder that Lambda looks into. */
  private static Path root(Path jar, Path root) throws IOException {
    OwnerOnly.folder(root.resolve("lib"));
    Files.copy(jar, root.resolve("lib/functions.jar"), StandardCopyOption.REPLACE_EXISTING);
    return root;
  }

  private static Path runtime(Path folder) throws IOException {
    OwnerOnly.folder(folder);
    FunctionMain.unpack(folder);
    NativeClientLibrary.unpack(folder);
    return folder;
  }

  /** Starts a process for {@code function} that calls the runtime API at {@code api}. */
  Process start(Function function, String api) {
    try {
      Path log = log(function);
      OwnerOnly.create(log);
      ProcessBuilder builder =
          new ProcessBuilder(command(function))
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().clear();
      builder.environment().putAll(environment(function, api));
      return builder.start();
    } catch (IOException e) {
      throw new LocalFault("Function " + function.title() + " does not start: " + e, e);
    }
  }

  /** The file of all that processes of {@code function} print. */
  Path log(Function function) {
    return logs.resolve(function.title() + ".log");
  }

  /** As Lambda's managed runtime starts java, but for its archive of classes. */
  private List<String> command(Function function) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + function.megabytes() * 1024 / 100 * HEAP_PERCENT + "k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ErrorFileToStderr",
        "-Djava.net.preferIPv4Stack=true",
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Duser.home=" + root,
        "-D" + NativeClientLibrary.PROPERTY + "=" + NativeClientLibrary.in(runtime),
        "-cp",
        runtime + File.pathSeparator + RUNTIME,
        FunctionMain.class.getName(),
        function.handler());
  }

  private Map<String, String> environment(Function function, String api) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    variables.put("AWS_LAMBDA_RUNTIME_API", api);
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization(function));
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.megabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", log(function).getFileName().toString());
    variables.put("AWS_DEFAULT_REGION", LocalAccount.REGION);
    variables.put("_HANDLER", function.handler());
    variables.putAll(account);
    // Last, so that a template can put something between a function and what it uses.
    variables.putAll(function.environment());
    return variables;
  }

  /** By this the client runs the hooks of a snapshot, as if it were taken and restored at once. */
  private static String initialization(Function function) {
    return switch (function.snapStart()) {
      case NONE -> "on-demand";
      case PUBLISHED_VERSIONS -> "snap-start";
    };
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
