package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Shows in a review what a change does to the infrastructure: the template, without the hashes that
 * each build of the functions changes. After a change that is meant, write the file anew:
 *
 * <pre>./gitsync test -pl template-tests -am -Dtest=GoldenTemplateTest -Dgolden.rewrite \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class GoldenTemplateTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/GitSync.template.json");
  private static final Path ACTUAL = Path.of("target/golden/GitSync.template.json");

  @Test
  void isTheTemplateThatWasReviewed() throws IOException {
    Path template =
        Path.of(Objects.requireNonNull(System.getProperty("gitsync.template"), "run by Maven"));
    String text = ReadableTemplate.of(Files.readString(template));
    Files.createDirectories(ACTUAL.getParent());
    Files.writeString(ACTUAL, text);
    if (System.getProperty("golden.rewrite") != null) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(ACTUAL)
        .as("the template; where the change is meant, see the command above this test")
        .hasSameTextualContentAs(GOLDEN);
  }
}
