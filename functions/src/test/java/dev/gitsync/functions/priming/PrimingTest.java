package dev.gitsync.functions.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gitsync.functions.priming.Priming.Samples;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class PrimingTest {

  private final List<String> reads = new ArrayList<>();

  @Test
  void takesAllStepsWithOneReadOfATable() {
    assertThat(new Priming(Samples.OF_SYNC, () -> reads.add("link")).prime())
        .containsExactly("https", "files", "pack", "table");
    assertThat(reads).containsExactly("link");
  }

  @Test
  void takesADeliveryWhereDeliveriesAreTaken() {
    assertThat(new Priming(Samples.OF_DELIVERIES, () -> reads.add("link")).prime())
        .containsExactly("delivery", "table");
  }

  @Test
  void readsATableWhereNothingElseIsDone() {
    assertThat(new Priming(Samples.NONE, () -> reads.add("key")).prime()).containsExactly("table");
  }

  @Test
  void takesTheOtherStepsWhenTheTableDoesNotAnswer() {
    var priming =
        new Priming(
            Samples.OF_SYNC,
            () -> {
              throw new IllegalStateException("no table");
            });
    assertThat(priming.prime()).containsExactly("https", "files", "pack");
    assertThatCode(() -> priming.beforeCheckpoint(Core.getGlobalContext()))
        .doesNotThrowAnyException();
  }

  @Test
  void readsNothingAfterTheRestore() {
    var priming = new Priming(Samples.OF_SYNC, () -> reads.add("link"));
    priming.beforeCheckpoint(Core.getGlobalContext());
    priming.afterRestore(Core.getGlobalContext());
    assertThat(reads).containsExactly("link");
  }
}
