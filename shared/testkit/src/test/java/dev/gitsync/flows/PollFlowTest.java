package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import java.time.Duration;
import java.util.Optional;
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

  @Test
  void waitsLongerEachTimeThatAServerDoesNotAnswerAndSaysSo() {
    world.git.failTips(Optional.of(new TryLater("GIT-010", "down", null)));
    int asked = world.git.asked();
    for (int minute = 0; minute < 60; minute++) {
      world.runPoll();
      world.pass(Duration.ofMinutes(1));
    }
    assertThat(world.git.asked() - asked).isEqualTo(7);
    Failure failure = failure();
    assertThat(failure.code()).isEqualTo("GIT-010");
    assertThat(failure.since()).isEqualTo(FlowWorld.NOON);
    assertThat(failure.attempts()).isEqualTo(7);
    assertThat(world.runs.failing).containsExactly("acme poll GIT-010");

    world.git.failTips(Optional.empty());
    world.pass(Duration.ofMinutes(30));
    world.runPoll();
    assertThat(world.link().state().failures()).isEmpty();
  }

  private Failure failure() {
    return world.link().state().failure(PollFlow.NAME).orElseThrow();
  }

  @Test
  void asksAgainWithFreshCredentialsBeforeItCallsThemWrong() {
    world.git.failTips(Optional.of(new NeedsUser("GIT-004", "refused", "Set others.")));
    int asked = world.git.asked();
    world.copies = 1;
    world.runPoll();
    assertThat(world.git.asked() - asked).isEqualTo(2);
    assertThat(failure().code()).isEqualTo("GIT-004");
  }

  @Test
  void notesAnErrorOfOursOnTheLinkAndGoesOn() {
    world.git.failTips(Optional.of(new IllegalStateException("bug")));
    world.edit(model("orders", "SELECT 2"));
    world.runPoll();
    assertThat(failure().code()).isEqualTo("SYNC-004");
    assertThat(world.hints).containsExactly("outbound");
  }

  @Test
  void leavesARefusedPushAloneUntilItsTimeHasCome() {
    world.git.refusePushes(Optional.of(new Refused(Reason.PROTECTED, "protected")));
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.runPoll();
    assertThat(world.hints).isEmpty();
    world.pass(Duration.ofMinutes(1));
    world.runPoll();
    assertThat(world.hints).containsExactly("outbound");
  }

  @Test
  void runsAFlowAgainWhoseFailureIsOverSoThatTheLinkShowsItNoMore() {
    world.fail(OutboundFlow.NAME);
    world.fail(ResyncFlow.NAME);
    world.pass(Duration.ofMinutes(1));
    world.runPoll();
    assertThat(world.hints).containsExactly("resync", "outbound");
    world.runOutbound();
    world.runResync();
    assertThat(world.link().state().failures()).isEmpty();
  }

  @Test
  void tellsHowFarTheWorkspaceIsAheadWhereNothingIsInTheWay() {
    world.edit(model("orders", "SELECT 2"));
    world.pass(Duration.ofSeconds(90));
    world.runPoll();
    assertThat(counts())
        .containsExactly(
            new Count("links", 1),
            new Count("moved", 0),
            new Count("skipped", 0),
            new Count("failing", 0),
            new Count("lagSeconds", 90));

    world.git.refusePushes(Optional.of(new Refused(Reason.PROTECTED, "protected")));
    world.runOutbound();
    world.pass(Duration.ofSeconds(90));
    world.runPoll();
    assertThat(counts()).contains(new Count("failing", 1), new Count("lagSeconds", 0));
  }

  @Test
  void doesNotCountDeletionsThatAskAsLate() {
    world.edit(model("orders", "SELECT 2"));
    Link link = world.link();
    var asked = new HeldDeletions(0, 1, 1, FlowWorld.NOON, Answer.ASKED, Optional.empty());
    assertThat(world.store.advance(link.with(link.state().withDeletions(Optional.of(asked)))))
        .isPresent();
    world.pass(Duration.ofSeconds(90));
    world.runPoll();
    assertThat(counts()).contains(new Count("lagSeconds", 0));
  }

  private Iterable<Count> counts() {
    return world.runs.runs.getLast().counts();
  }

  @Test
  void looksSeldomAtALinkWhoseHostTellsOfPushes() {
    told();
    int asked = world.git.asked();
    for (int minute = 0; minute < 60; minute++) {
      world.runPoll();
      world.pass(Duration.ofMinutes(1));
    }
    assertThat(world.git.asked() - asked).isEqualTo(4);
  }

  @Test
  void looksWithEachTickAgainOnceItsHostDidNotTellOfAPush() {
    told();
    world.pass(Duration.ofMinutes(5));
    world.push("models/orders.yaml", "name: x\n");
    for (int minute = 0; minute < 15; minute++) {
      world.runPoll();
      world.pass(Duration.ofMinutes(1));
    }
    assertThat(world.hints).contains("inbound");
    assertThat(world.link().state().webhook()).isEmpty();
  }

  private void told() {
    Link link = world.link();
    Link told = link.with(link.state().withWebhook(Optional.of(FlowWorld.NOON)));
    assertThat(world.store.advance(told)).isPresent();
  }

  @Test
  void leavesAProposalAloneUntilThereIsNewsOfIt() {
    world.propose();
    world.edit(model("orders", "SELECT 2"));
    world.runOutbound();
    world.pass(Duration.ofMinutes(4));
    world.runPoll();
    assertThat(world.hints).isEmpty();
    assertThat(counts()).contains(new Count("lagSeconds", 0));

    world.edit(model("orders", "SELECT 3"));
    world.runPoll();
    assertThat(world.hints).containsExactly("outbound");
    world.runOutbound();
    world.hints.clear();

    world.pass(Duration.ofMinutes(5));
    world.runPoll();
    assertThat(world.hints).containsExactly("outbound");
    world.runOutbound();
    world.hints.clear();

    world.push("models/orders.yaml", "name: x\n");
    world.runPoll();
    assertThat(world.hints).containsExactlyInAnyOrder("outbound", "inbound");
  }
}
