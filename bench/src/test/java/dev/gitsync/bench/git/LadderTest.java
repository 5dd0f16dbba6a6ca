package dev.gitsync.bench.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final Ladder LADDER = new Ladder(List.of(16, 24, 32));

  @Test
  void endsAtTheFirstRungThatIsEnough() throws IOException {
    assertThat(LADDER.smallest(size -> size >= 20)).hasValue(24);
  }

  @Test
  void endsNowhereWhenNoRungIsEnough() throws IOException {
    assertThat(LADDER.smallest(size -> false)).isEmpty();
  }
}
