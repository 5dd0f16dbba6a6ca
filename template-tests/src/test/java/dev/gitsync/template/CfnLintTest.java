package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** cfn-lint, where it is installed: {@code pipx install cfn-lint}. */
class CfnLintTest {
  @Test
  void findsNothing() throws Exception {
    findsNothingIn(
        Path.of(Objects.requireNonNull(System.getProperty("gitsync.template"), "run by Maven")));
  }

  @Test
  void findsNothingWithEveryOption() throws Exception {
    findsNothingIn(Variants.everyOption().template());
  }

  private static void findsNothingIn(Path template) throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "There is no cfn-lint: \"pipx install cfn-lint\" gets it.");
    Process lint =
        new ProcessBuilder(
                "cfn-lint",
                "--regions",
                "us-east-1",
                "eu-central-1",
                "--template",
                template.toString())
            .redirectErrorStream(true)
            .start();
    lint.getOutputStream().close();
    String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(lint.waitFor()).as(said).isZero();
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint")));
  }
}
