package dev.gitsync.flows.link;

import static dev.gitsync.testkit.Fixtures.link;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.link.PollSlot.Pace;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollSlotTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void looksAtEachSlotOfEachTickWithEachTickAndAtTheOthersInTurns() {
    var times = new HashMap<PollSlot, Integer>();
    for (int minute = 0; minute < PollSlot.COUNT; minute++) {
      for (PollSlot slot : PollSlot.dueAt(NOON.plusSeconds(60L * minute))) {
        times.merge(slot, 1, Integer::sum);
      }
    }
    assertThat(times.keySet()).containsExactlyInAnyOrderElementsOf(PollSlot.all());
    times.forEach(
        (slot, number) ->
            assertThat(number).isEqualTo(slot.pace() == Pace.EACH_TICK ? PollSlot.COUNT : 1));
  }

  @Test
  void looksWithEachTickAtALinkThatFailsWhateverItsHostTells() {
    LinkState told = LinkState.INITIAL.withWebhook(Optional.of(NOON));
    assertThat(pace(told)).isEqualTo(Pace.RARELY);
    Failure failure = Failure.of("GIT-010", "down", "Wait.", NOON, Optional.empty());
    assertThat(pace(told.with("poll", Optional.of(failure)))).isEqualTo(Pace.EACH_TICK);
  }

  private static Pace pace(LinkState state) {
    return PollSlot.of(link().with(state)).orElseThrow().pace();
  }

  @Test
  void isNamedAsTheIndexNamesIt() {
    assertThat(new PollSlot(Pace.EACH_TICK, 7)).hasToString("each-07");
    assertThat(new PollSlot(Pace.RARELY, 14)).hasToString("rare-14");
  }
}
