package dev.gitsync.functions.webhooks;

import static dev.gitsync.testkit.Fixtures.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import dev.gitsync.flows.port.Hints;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryDeliveries;
import dev.gitsync.testkit.InMemoryStore;
import dev.gitsync.testkit.InMemoryWebhookSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All payloads of npm's {@code @octokit/webhooks-examples}, which GitHub really sent, and what
 * nobody should be able to send. Skipped where npm cannot get them.
 */
class WebhookExamplesTest {

  private static final Path SOURCE = Path.of("src", "test", "webhooks-examples");
  private static final Path FOLDER = Path.of("target", "webhooks-examples");
  private static final Path EXAMPLES = FOLDER.resolve("node_modules/@octokit/webhooks-examples");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final InMemoryWebhookSecrets secrets = new InMemoryWebhookSecrets(clock, new Random(1));
  private final InMemoryDeliveries deliveries = new InMemoryDeliveries(clock);
  private final List<String> hints = new ArrayList<>();
  private final WebhookGate gate =
      new WebhookGate(
          store, secrets, deliveries, new WebhookFlow(store, new RecordingHints(), clock), clock);

  WebhookExamplesTest() {
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

  @BeforeAll
  static void fetch() throws IOException, InterruptedException {
    if (!Files.exists(EXAMPLES)) {
      Files.createDirectories(FOLDER);
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      assumeTrue(npm(), "npm could not get the examples");
    }
  }

  private static boolean npm() throws InterruptedException {
    try {
      return new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = secrets.find(ACME).orElseThrow().current().getBytes(UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private int deliver(String event, String id, byte[] body, String signature) {
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

  @Test
  void takesEachPayloadThatGitHubSends() throws IOException {
    var statuses = new TreeMap<Integer, Integer>();
    int number = 0;
    for (Path file : files()) {
      for (JsonNode event : JSON.readTree(file.toFile())) {
        for (JsonNode example : event.get("examples")) {
          byte[] body = JSON.writeValueAsBytes(example);
          String name = event.get("name").asString();
          int status = deliver(name, "delivery-" + ++number, body, sign(body));
          assertThat(status).as(file + " " + name).isIn(202, 204);
          statuses.merge(status, 1, Integer::sum);
        }
      }
    }
    assertThat(number).isGreaterThan(300);
    assertThat(statuses).containsKeys(202, 204);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(EXAMPLES)) {
      return all.filter(it -> it.endsWith("index.json")).sorted().toList();
    }
  }

  /** A push to the link's branch. */
  private static byte[] push() {
    return """
        {"ref":"refs/heads/main","after":"%040x","repository":{"id":1}}"""
        .formatted(7)
        .getBytes(UTF_8);
  }

  private void assertNoTrace(Link before) {
    assertThat(store.find(ACME)).contains(before);
    assertThat(hints).isEmpty();
    assertThat(deliveries.size()).isZero();
  }

  @Test
  void refusesWhatIsForgedTruncatedOrTooLargeAndKeepsNoTrace() {
    Link before = store.find(ACME).orElseThrow();
    byte[] body = push();
    String signature = sign(body);
    byte[] cut = Arrays.copyOf(body, body.length - 10);
    byte[] large = new byte[WebhookGate.LARGEST_BODY + 1];
    assertThat(deliver("push", "1", body, "sha256=" + "0".repeat(64))).isEqualTo(401);
    assertThat(deliver("push", "2", body, "")).isEqualTo(401);
    assertThat(deliver("push", "3", cut, signature)).isEqualTo(401);
    assertThat(deliver("push", "4", cut, sign(cut))).isEqualTo(400);
    assertThat(deliver("push", "5", large, sign(large))).isEqualTo(413);
    assertNoTrace(before);
  }

  @Test
  void acceptsADeliveryOnce() {
    byte[] body = push();
    assertThat(deliver("push", "1", body, sign(body))).isEqualTo(202);
    Link after = store.find(ACME).orElseThrow();
    assertThat(deliver("push", "1", body, sign(body))).isEqualTo(400);
    assertThat(store.find(ACME)).contains(after);
    assertThat(hints).containsExactly("inbound");
    assertThat(deliveries.size()).isEqualTo(1);
  }

  @Test
  void takesTheSecretThatWasReplacedForADay() {
    byte[] body = push();
    String signature = sign(body);
    secrets.rotate(ACME);
    assertThat(deliver("push", "1", body, signature)).isEqualTo(202);
  }
}
