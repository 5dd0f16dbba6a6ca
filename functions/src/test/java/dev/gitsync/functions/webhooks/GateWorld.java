package dev.gitsync.functions.webhooks;

import static dev.gitsync.testkit.Fixtures.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.WebhookFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.Deliveries;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.functions.priming.Priming;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryDeliveries;
import dev.gitsync.testkit.InMemoryStore;
import dev.gitsync.testkit.InMemoryWebhookSecrets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A link of GitHub's whose webhook is set up, and what its deliveries are answered. */
final class GateWorld {

  final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));
  final InMemoryStore store = new InMemoryStore(clock);
  final InMemoryWebhookSecrets secrets = new InMemoryWebhookSecrets(clock, new Random(1));
  final InMemoryDeliveries deliveries = new InMemoryDeliveries(clock);

  /** What was hinted at, in its order. */
  final List<String> hints = new ArrayList<>();

  private WebhookGate gate = gate(deliveries, new RecordingHints());

  GateWorld() {
    var hosting =
        new HostSettings(Optional.of(HostKind.GITHUB), Optional.empty(), Delivery.PUSH, Checks.ON);
    var read = LinkState.INITIAL.pushed(new CommitId("%040x".formatted(1)));
    store.create(new Link(ACME, Fixtures.link().settings().with(hosting), read, 0));
    secrets.rotate(ACME);
  }

  private final class RecordingHints implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {
      hints.add("outbound");
    }

    @Override
    public void inbound(WorkspaceId workspace) {
      hints.add("inbound");
    }

    @Override
    public void resync(WorkspaceId workspace) {
      hints.add("resync");
    }

    @Override
    public void check(Link link, CheckTarget target) {
      hints.add("check");
    }
  }

  private WebhookGate gate(Deliveries noted, Hints sent) {
    return new WebhookGate(store, secrets, noted, new WebhookFlow(store, sent, clock), clock);
  }

  /** Takes the next deliveries with others of these ports. */
  void use(Deliveries noted, Hints sent) {
    gate = gate(noted, sent);
  }

  /** Takes the next deliveries with the ports that work, as a fresh process does. */
  void startAgain() {
    use(deliveries, new RecordingHints());
  }

  /** Does what is done before a snapshot. */
  void prime() {
    gate.look(Priming.NOBODY);
  }

  /** The hints that work. */
  Hints working() {
    return new RecordingHints();
  }

  String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = secrets.find(ACME).orElseThrow().current().getBytes(UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The status with which a delivery is answered. */
  int deliver(String event, String id, byte[] body, String signature) {
    var request = new APIGatewayV2HTTPEvent();
    request.setPathParameters(Map.of("host", "github", "link", ACME.value()));
    request.setHeaders(
        Map.of(
            "content-type", "application/json",
            "x-github-event", event,
            "x-github-delivery", id,
            "x-hub-signature-256", signature));
    request.setIsBase64Encoded(true);
    request.setBody(Base64.getEncoder().encodeToString(body));
    return gate.answer(request).getStatusCode();
  }

  /** The same of one that is signed as it should be. */
  int deliver(String event, String id, byte[] body) {
    return deliver(event, id, body, sign(body));
  }

  /** A push to the link's branch. */
  static byte[] push() {
    return """
        {"ref":"refs/heads/main","after":"%040x","repository":{"id":1}}"""
        .formatted(7)
        .getBytes(UTF_8);
  }

  /** A pull request for the link's branch. */
  static byte[] pullRequest() {
    return """
        {"action":"opened","number":12,"pull_request":{"base":{"ref":"main"}}}"""
        .getBytes(UTF_8);
  }
}
