package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollFlowTest {

  private final FlowWorld world = FlowWorld.synced(model("orders", "SELECT 1"));

  @Test
  void isSilentWhenThereIsNothingToDo() {
    long version = world.link().version();
    world.runPoll();
    assertThat(world.hints).isEmpty();
    assertThat(world.link().version()).isEqualTo(version);
  }

  @Test
  void hintsAtABranchThatMoved() {
    world.push("models/orders.yaml", "name: x\n");
    world.runPoll();
    assertThat(world.hints).containsExactly("inbound");
  }

  @Test
  void hintsAtChangesWhoseMessageWasLost() {
    world.edit(model("orders", "SELECT 2"));
    world.runPoll();
    assertThat(world.hints).containsExactly("outbound");
  }

  @Test
  void hintsAtAResyncThatIsNotDone() {
    world.requestResync();
    world.runPoll();
    assertThat(world.hints).containsExactly("resync");
  }
}
