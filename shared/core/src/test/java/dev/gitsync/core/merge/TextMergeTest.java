package dev.gitsync.core.merge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextMergeTest {

  private static Optional<String> merge(String base, String ours, String theirs) {
    return TextMerge.merge(base.getBytes(UTF_8), ours.getBytes(UTF_8), theirs.getBytes(UTF_8))
        .map(merged -> new String(merged, UTF_8));
  }

  @Test
  void takesWhatEitherSideChanged() {
    assertThat(merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nDü\n")).contains("A\nb\nc\nDü\n");
  }

  @Test
  void givesUpWhereBothChangedTheSameLines() {
    assertThat(merge("a\n", "b\n", "c\n")).isEmpty();
    assertThat(merge("", "b\n", "c\n")).isEmpty();
    assertThat(merge("", "b\n", "b\n")).contains("b\n");
  }

  @Test
  void keepsBytesThatAreNoText() {
    byte[] bytes = {(byte) 0xff, '\n', (byte) 0xc3, '\n'};
    byte[] changed = {(byte) 0xff, '\n', (byte) 0xc3, '\n', 'x', '\n'};
    assertThat(TextMerge.merge(bytes, bytes, changed)).hasValue(changed);
    assertThat(new String(changed, ISO_8859_1)).hasSize(6);
  }
}
