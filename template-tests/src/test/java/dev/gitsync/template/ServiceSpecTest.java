package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** AWS's own list of types and properties, where npm can get it (3 MB, once). */
class ServiceSpecTest {
  private static final String SPECIFICATION = "@aws-cdk/aws-service-spec@0.1.216";
  private static final Path FOLDER = Path.of("target", "service-spec");
  private static final Path MODULE = FOLDER.resolve("node_modules/@aws-cdk/aws-service-spec");

  @BeforeAll
  static void getTheSpecification() throws Exception {
    Files.createDirectories(FOLDER);
    if (!Files.exists(MODULE.resolve("db.json.gz"))) {
      install();
    }
    assumeTrue(
        Files.exists(MODULE.resolve("db.json.gz")), "npm could not get " + SPECIFICATION + ".");
    try (var script =
        Objects.requireNonNull(
            ServiceSpecTest.class.getResourceAsStream("/service-spec/check.mjs"))) {
      Files.copy(script, FOLDER.resolve("check.mjs"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void knowsEveryTypeAndPropertyAndMissesNone() throws Exception {
    assertThat(check(Path.of(Objects.requireNonNull(System.getProperty("gitsync.template")))))
        .isEmpty();
  }

  @Test
  void knowsEveryTypeAndPropertyOfEveryOption() throws Exception {
    assertThat(check(Variants.everyOption().template())).isEmpty();
  }

  @Test
  void namesWhatItDoesNotKnowAndWhatIsMissing() throws Exception {
    Path template =
        Files.writeString(
            FOLDER.resolve("wrong.json"),
            """
            {"Resources": {
              "A": {"Type": "AWS::Acme::Thing"},
              "B": {"Type": "AWS::Lambda::Alias", "Properties": {
                "FunctionName": "f", "FunctionVersion": "1", "Nmae": "live"}}}}
            """);
    assertThat(check(template.toAbsolutePath()))
        .isEqualTo(
            """
            A is of the type AWS::Acme::Thing, which is not known
            B misses Name
            B has Nmae, which is not known
            """);
  }

  private static void install() throws InterruptedException {
    try {
      run(
          "npm",
          "install",
          "--prefix=.",
          "--no-audit",
          "--no-fund",
          "--fetch-retries=1",
          "--fetch-timeout=20000",
          SPECIFICATION);
    } catch (IOException e) {
      assumeTrue(false, "There is no npm: " + e.getMessage());
    }
  }

  private static String check(Path template) throws IOException, InterruptedException {
    return run("node", "check.mjs", template.toString());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
