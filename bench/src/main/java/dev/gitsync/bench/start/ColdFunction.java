package dev.gitsync.bench.start;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.gitsync.bench.BenchFault;
import dev.gitsync.local.template.Function;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function that starts for each event, in a process under Lambda's runtime interface client.
 *
 * @param jar the jar of all functions
 * @param folder for the archives of classes and the log
 * @param account the variables by which the AWS SDK finds the account of this machine
 */
record ColdFunction(Function function, Path jar, Path folder, Map<String, String> account) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Lambda's part of the class path. */
  private static final List<String> RUNTIME =
      Stream.of(AWSLambda.class, PojoSerializer.class, SdkInternalThreadLocal.class)
          .map(ColdFunction::home)
          .toList();

  /**
   * What one start took.
   *
   * @param start from the spawn, or from the restore, to the answer
   * @param processor the time that processors worked for the process until then
   * @param resident the most memory that the process had at a time, in bytes
   */
  record Sample(Duration start, Duration processor, long resident) {}

  /** Runs once to write what {@code way} needs. */
  void prepare(Way way, String event) throws IOException {
    var flag = way.writing(archive(way));
    if (flag.isPresent()) {
      run(way, List.of(flag.get()), event);
      if (!Files.exists(archive(way))) {
        throw new BenchFault("No " + way.title() + " was written:\n" + output());
      }
    }
  }

  /** Starts, handles the event, and ends. */
  Sample measure(Way way, String event) throws IOException {
    return run(way, way.reading(archive(way)), event);
  }

  /** What the processes printed. */
  String output() throws IOException {
    return Files.readString(log());
  }

  /** The archive's size in bytes; 0 where there is none. */
  long archiveSize(Way way) throws IOException {
    return Files.exists(archive(way)) ? Files.size(archive(way)) : 0;
  }

  private Sample run(Way way, List<String> flags, String event) throws IOException {
    try (RuntimeApi api = new RuntimeApi(event)) {
      long start = System.nanoTime();
      Process process = start(way, flags, api);
      try {
        long from = way == Way.SNAP_START ? api.awaitRestore() : start;
        long end = api.awaitAnswer();
        return new Sample(
            Duration.ofNanos(end - from),
            process.info().totalCpuDuration().orElse(Duration.ZERO),
            resident(process));
      } catch (BenchFault e) {
        throw new BenchFault(e.getMessage() + " Its output:\n" + output(), e);
      } finally {
        end(process);
      }
    }
  }

  private Process start(Way way, List<String> flags, RuntimeApi api) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            // As Lambda starts Java, with as much of the memory for the heap.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx" + function.megabytes() * 85 / 100 + "m",
            "-cp",
            classPath(),
            AWSLambda.class.getName(),
            function.handler()));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment(way, api));
    return builder.start();
  }

  private Map<String, String> environment(Way way, RuntimeApi api) {
    var variables = new HashMap<>(function.environment());
    variables.putAll(account);
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("AWS_LAMBDA_RUNTIME_API", api.authority());
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", way.initialization());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.megabytes()));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("_HANDLER", function.handler());
    return variables;
  }

  private String classPath() {
    return Stream.concat(RUNTIME.stream(), Stream.of(jar.toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path archive(Way way) {
    return folder.resolve(way.name());
  }

  private Path log() {
    return folder.resolve("function.log");
  }

  /** As Linux counts it; 0 where there is no such file. */
  private static long resident(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0L);
  }

  /** Asks it to end, so that it writes its archive. */
  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
