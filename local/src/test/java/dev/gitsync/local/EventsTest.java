package dev.gitsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.functions.CodeCommitEventHandler;
import dev.gitsync.functions.Wiring;
import dev.gitsync.functions.api.ApiKey;
import dev.gitsync.testkit.PlantedSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands every file of {@code events} to its function, in a running system. */
class EventsTest {

  private static final Path EVENTS = Path.of("..", "events");
  private static final WorkspaceId STAGING = new WorkspaceId("acme-staging");
  private static final String KEY = PlantedSecrets.keep("gs_the-key-of-the-sample-events");

  private static final String WEBHOOK_SECRET =
      PlantedSecrets.keep("the-secret-of-the-sample-events");

  @TempDir private static Path folder;
  private static LocalSystem system;

  @BeforeAll
  static void start() {
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    Seed.plant(system, List.of(), line -> {});
    var wiring = new Wiring(system.environment("Api").orElseThrow());
    var ada = new Person("Ada", "ada@acme.example");
    wiring.apiKeys().put(ApiKey.hash(KEY), new Grant(STAGING, ada, ActFor.ANY_USER));
    wiring.members().add(STAGING, ada.email());
    linkEachHost(wiring);
  }

  /** A workspace for each kind of host, such as {@code acme-github}, with one secret for all. */
  private static void linkEachHost(Wiring wiring) {
    String prefix = system.environment("Webhook").orElseThrow().get("SECRET_PREFIX");
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      for (HostKind host : HostKind.values()) {
        var workspace = new WorkspaceId("acme-" + host.word());
        wiring.links().create(new Link(workspace, settings(host), LinkState.INITIAL, 0));
        secrets.createSecret(
            request ->
                request
                    .name(prefix + "/" + workspace + "/webhook")
                    .secretString(
                        "{\"current\":\"%s\",\"replaced\":[]}".formatted(WEBHOOK_SECRET)));
      }
    }
  }

  private static LinkSettings settings(HostKind host) {
    var repository = new RepositoryUrl("https://git.example/acme/models.git");
    var hosting = new HostSettings(Optional.of(host), Optional.empty(), Delivery.PUSH, Checks.ON);
    return new LinkSettings(repository, "main", "", Mode.RUNNING).with(hosting);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  private static List<Path> files(String function) throws IOException {
    try (Stream<Path> files = Files.list(EVENTS.resolve(function))) {
      return files.sorted().toList();
    }
  }

  static List<Path> requests() throws IOException {
    return files("api");
  }

  static List<Path> batches() throws IOException {
    return Stream.of(files("outbound"), files("inbound"), files("resync"), files("check"))
        .flatMap(List::stream)
        .toList();
  }

  private static JsonNode answer(String function, Path event) throws Exception {
    String answer = system.invoke(function, Files.readString(event));
    return JsonMapper.shared().readTree(answer);
  }

  static List<Path> deliveries() throws IOException {
    return files("webhook");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answersARequestWithTheStatusInItsName(Path event) throws Exception {
    assertStatus(answer("Api", event), event);
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void answersADeliveryWithTheStatusInItsName(Path event) throws Exception {
    assertStatus(answer("Webhook", event), event);
  }

  @Test
  void hasAPushOfEachHostThatSendsWebhooks() throws IOException {
    List<String> names = deliveries().stream().map(it -> it.getFileName().toString()).toList();
    for (HostKind host : HostKind.values()) {
      if (host != HostKind.CODECOMMIT) {
        assertThat(names).contains(host.word() + "-push.202.json");
      }
    }
  }

  private static void assertStatus(JsonNode answer, Path event) {
    String[] name = event.getFileName().toString().split("\\.", -1);
    assertThat(answer.at("/statusCode").asString()).as(answer.toString()).isEqualTo(name[1]);
  }

  static List<Path> authorizations() throws IOException {
    return files("authorizer");
  }

  @ParameterizedTest
  @MethodSource("authorizations")
  void refusesOrLetsInAsTheNameSaysWithWhatTheRequestsHave(Path event) throws Exception {
    JsonNode answer = answer("Authorizer", event);
    boolean allowed = event.getFileName().toString().contains(".allowed.");
    assertThat(answer.at("/isAuthorized").asBoolean()).isEqualTo(allowed);
    JsonNode request =
        JsonMapper.shared().readTree(EVENTS.resolve("api/list-models.200.json").toFile());
    assertThat(answer.at("/context"))
        .isEqualTo(
            allowed
                ? request.at("/requestContext/authorizer/lambda")
                : JsonMapper.shared().createObjectNode());
  }

  @ParameterizedTest
  @MethodSource("batches")
  void handlesEveryMessageOfABatch(Path event) throws Exception {
    String folder = event.getName(event.getNameCount() - 2).toString();
    String function = Character.toUpperCase(folder.charAt(0)) + folder.substring(1);
    assertThat(answer(function, event).at("/batchItemFailures").size()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ticks")
  void handlesATick(Path event) throws Exception {
    assertThat(system.invoke("Poll", Files.readString(event))).isEqualTo("null");
  }

  /** The template has this function only where repositories are named. */
  @ParameterizedTest
  @MethodSource("codeCommitEvents")
  @SuppressWarnings("NullAway") // as it does not look at its context
  void handlesAnEventOfCodeCommit(Path event) throws Exception {
    var handler = new CodeCommitEventHandler(system.environment("Webhook").orElseThrow());
    var answer = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(event)) {
      handler.handleRequest(in, answer, null);
    }
    assertThat(answer.size()).isZero();
  }

  static List<Path> codeCommitEvents() throws IOException {
    return files("codecommit-event");
  }

  static List<Path> ticks() throws IOException {
    return files("poll");
  }
}
