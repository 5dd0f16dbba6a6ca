package dev.gitsync.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.WebhookFlow.Outcome;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.CheckTarget.OfQueuedCommit;
import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.CommitQueued;
import dev.gitsync.flows.host.WebhookEvent.Pinged;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.PollSlot.Pace;
import dev.gitsync.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookFlowTest {

  private static final CommitId ONE = new CommitId("a".repeat(40));
  private static final CommitId TWO = new CommitId("b".repeat(40));
  private static final Optional<String> MAIN = Optional.of("main");

  private final FlowWorld world = FlowWorld.synced(Fixtures.model("orders", "SELECT 1"));

  @Test
  void hintsAtAPushToTheBranch() {
    assertThat(tell(new Pushed("main", Optional.of(ONE)))).isEqualTo(Outcome.OF_USE);
    assertThat(tell(new Pushed("main", Optional.empty()))).isEqualTo(Outcome.OF_USE);
    assertThat(world.hints).containsExactly("inbound", "inbound");
  }

  @Test
  void hintsAtNothingForTheEchoOfOurOwnPushOrAnotherBranch() {
    assertThat(tell(new Pushed("main", world.link().state().lastRead())))
        .isEqualTo(Outcome.OF_NO_USE);
    assertThat(tell(new Pushed("other", Optional.of(ONE)))).isEqualTo(Outcome.OF_NO_USE);
    assertThat(world.hints).isEmpty();
  }

  @Test
  void hintsAtChecksOfWhatIsForTheBranch() {
    tell(new PullRequestMoved(12, MAIN));
    tell(new PullRequestMoved(13, Optional.empty()));
    tell(new CommitQueued(ONE, TWO, "main"));
    assertThat(tell(new PullRequestMoved(14, Optional.of("other")))).isEqualTo(Outcome.OF_NO_USE);
    assertThat(tell(new CommitQueued(ONE, TWO, "other"))).isEqualTo(Outcome.OF_NO_USE);
    assertThat(world.hints)
        .containsExactly(
            "check " + new OfPullRequest(12),
            "check " + new OfPullRequest(13),
            "check " + new OfQueuedCommit(ONE, TWO));
  }

  @Test
  void hintsAtNoChecksWhereTheyAreOff() {
    Link link = world.link();
    var off = new HostSettings(Optional.empty(), Optional.empty(), Delivery.PUSH, Checks.OFF);
    Link unchecked =
        new Link(link.workspace(), link.settings().with(off), link.state(), link.version());
    assertThat(world.store.advance(unchecked)).isPresent();
    assertThat(tell(new PullRequestMoved(12, MAIN))).isEqualTo(Outcome.OF_NO_USE);
    assertThat(world.hints).isEmpty();
  }

  @Test
  void looksAfterOurPullRequestWhenOneWasClosed() {
    tell(new PullRequestEnded(12, "gitsync/acme", MAIN));
    assertThat(tell(new PullRequestEnded(13, "x", Optional.of("other"))))
        .isEqualTo(Outcome.OF_NO_USE);
    assertThat(world.hints).containsExactly("outbound");
  }

  @Test
  void isProvenByAPingOrAPushAndThenPolledRarely() {
    assertThat(pace()).isEqualTo(Pace.EACH_TICK);
    tell(new PullRequestMoved(12, MAIN));
    assertThat(pace()).isEqualTo(Pace.EACH_TICK);
    tell(new Pinged());
    assertThat(pace()).isEqualTo(Pace.RARELY);
    assertThat(world.link().state().webhook()).contains(FlowWorld.NOON);
  }

  @Test
  void writesItDownAgainOnlyAfterHours() {
    tell(new Pushed("main", Optional.of(ONE)));
    long version = world.link().version();
    world.pass(WebhookFlow.NOTE_LIFE.minusSeconds(1));
    tell(new Pushed("main", Optional.of(TWO)));
    assertThat(world.link().version()).isEqualTo(version);
    world.pass(Duration.ofSeconds(1));
    tell(new Pushed("other", Optional.of(TWO)));
    assertThat(world.link().version()).isEqualTo(version + 1);
  }

  /** The whole way: a delivery, no polls but each fifteenth, a push that nobody told of. */
  @Test
  void pollsRarelyWhileTheWebhookTellsAndOftenWhenItFallsSilent() {
    tell(new Pinged());
    world.pass(Duration.ofHours(1));
    assertThat(pollsIn(30)).isEqualTo(2);

    world.push("README.md", "More words.");
    assertThat(pollsIn(15)).isBetween(1, 15);
    assertThat(world.hints).contains("inbound");
    assertThat(world.link().state().webhook()).isEmpty();
    world.runInbound();
    assertThat(pollsIn(15)).isEqualTo(15);

    tell(new Pushed("main", Optional.of(ONE)));
    assertThat(pollsIn(15)).isEqualTo(1);
  }

  /** How often the server was asked in so many minutes. */
  private int pollsIn(int minutes) {
    int before = world.git.asked();
    for (int minute = 0; minute < minutes; minute++) {
      world.runPoll();
      world.pass(Duration.ofMinutes(1));
    }
    return world.git.asked() - before;
  }

  private Pace pace() {
    return PollSlot.of(world.link()).orElseThrow().pace();
  }

  private Outcome tell(WebhookEvent event) {
    return world.tell(List.of(event));
  }
}
