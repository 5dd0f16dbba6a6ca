package dev.gitsync.local.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.local.LocalFault;
import dev.gitsync.local.lambda.FunctionFault;
import dev.gitsync.local.lambda.RunningFunction;
import dev.gitsync.local.template.Function;
import dev.gitsync.local.template.Function.SnapStart;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@link ProbeFunction} under Lambda's runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime interface client is for Linux")
class IsolatedFunctionTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static IsolatedFunctions host;
  private RunningFunction function = function(LONG, Map.of());

  @BeforeAll
  static void open() throws URISyntaxException {
    Path classes =
        Path.of(ProbeFunction.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    host = IsolatedFunctions.start(classes, folder, Map.of("AWS_REGION", "us-east-1"));
  }

  @AfterAll
  static void close() {
    host.close();
  }

  @AfterEach
  void end() {
    function.close();
  }

  private static RunningFunction function(Duration timeout, Map<String, String> environment) {
    return host.host(
        new Function(
            "Stack-Probe",
            "arn:aws:lambda:us-east-1:000000000000:function:Stack-Probe",
            ProbeFunction.class.getName(),
            timeout,
            200,
            SnapStart.PUBLISHED_VERSIONS,
            environment));
  }

  private String ask(String question) throws FunctionFault {
    String answer = function.invoke("\"" + question + "\"");
    return answer.substring(1, answer.length() - 1);
  }

  @Test
  void givesItWhatLambdaGivesAndNothingOfThisMachine() throws Exception {
    function = function(LONG, Map.of("LINKS_TABLE", "links"));
    assertThat(ask("LINKS_TABLE")).isEqualTo("links");
    assertThat(ask("AWS_REGION")).isEqualTo("us-east-1");
    assertThat(ask("AWS_LAMBDA_FUNCTION_NAME")).isEqualTo("Stack-Probe");
    assertThat(ask("AWS_LAMBDA_INITIALIZATION_TYPE")).isEqualTo("snap-start");
    assertThat(ask("HOME")).isEqualTo("null");
    assertThat(ask("arn")).endsWith("function:Stack-Probe");
    assertThat(ask("time")).isEqualTo("true");
    assertThat(Integer.parseInt(ask("heap"))).isBetween(150, 170);
  }

  @Test
  void handlesTheNextEventInTheSameProcessAlsoAfterAnException() throws Exception {
    String process = ask("process");
    assertThatThrownBy(() -> ask("throw"))
        .isInstanceOf(FunctionFault.class)
        .cause()
        .hasMessage("java.lang.IllegalStateException: asked to throw");
    assertThat(ask("process")).isEqualTo(process);
  }

  @Test
  void killsARunThatTakesTooLongAndHandlesTheNextInAFreshProcess() throws Exception {
    function = function(Duration.ofSeconds(2), Map.of());
    long process = Long.parseLong(ask("process"));
    assertThatThrownBy(() -> ask("hang")).cause().hasMessage("Task timed out after 2.00 seconds");
    assertThat(Long.parseLong(ask("process"))).isNotEqualTo(process);
    assertThat(ProcessHandle.of(process)).isEmpty();
  }

  @Test
  void failsARunWhoseProcessEnds() {
    assertThatThrownBy(() -> ask("exit")).cause().hasMessage("The process ended with code 3");
  }

  @Test
  void saysThatAHandlerCannotBeMadeAndKeepsItsLog() throws Exception {
    function = function(LONG, Map.of("FAIL_INIT", "yes"));
    assertThatThrownBy(function::prepare)
        .isInstanceOf(LocalFault.class)
        .hasMessage("Function ProbeFunction does not start.")
        .cause()
        .hasMessageContaining("asked to fail");
    Path log = IsolatedFunctions.logs(folder).resolve("ProbeFunction.log");
    assertThat(Files.readString(log)).contains("asked to fail");
  }
}
