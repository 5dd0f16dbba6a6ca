package dev.gitsync.functions.webhooks;

import static dev.gitsync.functions.webhooks.GateWorld.pullRequest;
import static dev.gitsync.functions.webhooks.GateWorld.push;
import static dev.gitsync.testkit.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Deliveries;
import dev.gitsync.flows.port.Hints;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class WebhookGateTest {

  private final GateWorld world = new GateWorld();

  private void assertNoTrace(Link before) {
    assertThat(world.store.find(ACME)).contains(before);
    assertThat(world.hints).isEmpty();
    assertThat(world.deliveries.size()).isZero();
  }

  @Test
  void refusesWhatIsForgedTruncatedOrTooLargeAndKeepsNoTrace() {
    Link before = world.store.find(ACME).orElseThrow();
    byte[] body = push();
    String signature = world.sign(body);
    byte[] cut = Arrays.copyOf(body, body.length - 10);
    byte[] large = new byte[WebhookGate.LARGEST_BODY + 1];
    assertThat(world.deliver("push", "1", body, "sha256=" + "0".repeat(64))).isEqualTo(401);
    assertThat(world.deliver("push", "2", body, "")).isEqualTo(401);
    assertThat(world.deliver("push", "3", cut, signature)).isEqualTo(401);
    assertThat(world.deliver("push", "4", cut)).isEqualTo(400);
    assertThat(world.deliver("push", "5", large)).isEqualTo(413);
    assertNoTrace(before);
  }

  @Test
  void acceptsADeliveryOnce() {
    assertThat(world.deliver("push", "1", push())).isEqualTo(202);
    Link after = world.store.find(ACME).orElseThrow();
    assertThat(world.deliver("push", "1", push())).isEqualTo(400);
    assertThat(world.store.find(ACME)).contains(after);
    assertThat(world.hints).containsExactly("inbound");
    assertThat(world.deliveries.size()).isEqualTo(1);
  }

  @Test
  void takesTheSecretThatWasReplacedForADay() {
    String signature = world.sign(push());
    world.secrets.rotate(ACME);
    assertThat(world.deliver("push", "1", push(), signature)).isEqualTo(202);
  }

  @Test
  void leavesNoTraceOfBeingPrimed() {
    Link before = world.store.find(ACME).orElseThrow();
    world.prime();
    assertNoTrace(before);
    assertThat(world.secrets.asked()).isEqualTo(1);
  }

  /** Notes that die before they are written. */
  private record Dying(Deliveries known) implements Deliveries {
    @Override
    public boolean isKnown(WorkspaceId link, String fingerprint) {
      return known.isKnown(link, fingerprint);
    }

    @Override
    public void note(WorkspaceId link, String fingerprint) {
      throw new CancellationException("died");
    }
  }

  @Test
  void acceptsTheRepeatOfADeliveryThatItDiedOfAfterTheHint() {
    world.use(new Dying(world.deliveries), world.working());
    assertThatThrownBy(() -> world.deliver("pull_request", "1", pullRequest()))
        .isInstanceOf(CancellationException.class);
    assertThat(world.hints).containsExactly("check");

    world.startAgain();
    assertThat(world.deliver("pull_request", "1", pullRequest())).isEqualTo(202);
    assertThat(world.hints).containsExactly("check", "check");
    assertThat(world.deliver("pull_request", "1", pullRequest())).isEqualTo(400);
    assertThat(world.hints).hasSize(2);
  }

  /** Hints that cannot be sent, for one reason or another. */
  private record Failing(RuntimeException cause) implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {
      throw cause;
    }

    @Override
    public void inbound(WorkspaceId workspace) {
      throw cause;
    }

    @Override
    public void resync(WorkspaceId workspace) {
      throw cause;
    }

    @Override
    public void check(Link link, CheckTarget target) {
      throw cause;
    }
  }

  @Test
  void acceptsTheRepeatOfADeliveryThatItDiedOfBeforeTheHint() {
    world.use(world.deliveries, new Failing(new CancellationException("died")));
    assertThatThrownBy(() -> world.deliver("push", "1", push()))
        .isInstanceOf(CancellationException.class);

    world.startAgain();
    assertThat(world.deliver("push", "1", push())).isEqualTo(202);
    assertThat(world.hints).containsExactly("inbound");
  }

  @Test
  void asksForARepeatWhileTheQueueDoesNotAnswer() {
    Link before = world.store.find(ACME).orElseThrow();
    world.use(world.deliveries, new Failing(new TryLater("AWS-003", "No queue.", null)));
    assertThat(world.deliver("pull_request", "1", pullRequest())).isEqualTo(503);
    assertNoTrace(before);

    world.startAgain();
    assertThat(world.deliver("pull_request", "1", pullRequest())).isEqualTo(202);
    assertThat(world.hints).containsExactly("check");
  }
}
