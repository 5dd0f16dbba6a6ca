package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.functions.Wiring;
import dev.gitsync.local.git.PushDelivery;
import dev.gitsync.local.git.Pushed;
import dev.gitsync.testkit.PlantedSecrets;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pushes that the served repository tells of, while the schedule does not tick. */
class WebhookTest {

  private static final String STAGING = "acme-staging";
  private static final String PRODUCTION = "acme-production";
  private static final String MODEL = "models/stocking-list.yaml";
  private static final WorkspaceId QUIET = new WorkspaceId("quiet");

  @TempDir private Path folder;
  private final List<String> invoked = new CopyOnWriteArrayList<>();
  private LocalSystem system;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    system = open();
    visitor = Visitor.of(LocalFile.of(system, Seed.plant(system, List.of(), line -> {})), folder);
  }

  private LocalSystem open() throws Exception {
    LocalOptions options = LocalOptions.of(0, folder.resolve("data"));
    LocalSystem opened =
        LocalSystem.start(options.withTemplate(ScaledTemplate.withRareTicks(folder)));
    opened.onInvoked(it -> invoked.add(it.function()));
    return opened;
  }

  @AfterEach
  void stop() {
    visitor.close();
    system.close();
  }

  private void edit(String description) throws Exception {
    String text = visitor.read(MODEL);
    visitor.write(MODEL, text.replaceFirst("(?m)^description: .*", "description: " + description));
  }

  private boolean hasArrived(String workspace, String description) throws Exception {
    return visitor
        .find(workspace, "models", "stocking-list")
        .at("/description")
        .asString("")
        .equals(description);
  }

  @Test
  void bringsAPushToAllItsLinksWithoutAPoll() throws Exception {
    invoked.clear();
    edit("told");
    visitor.push("Edit by hand");
    await(() -> hasArrived(STAGING, "told") && hasArrived(PRODUCTION, "told"));
    assertThat(invoked).contains("Inbound").doesNotContain("Poll");
    assertThat(visitor.call(STAGING, "GET", "/git-sync/webhook", "").at("/provenAt").asString(""))
        .isNotEmpty();
  }

  /** What is pushed to its folder, while nobody serves it, nobody is told of. */
  @Test
  void tellsAtItsStartWhatNobodyWasToldOf() throws Exception {
    edit("told");
    visitor.push("Edit by hand");
    await(() -> hasArrived(STAGING, "told"));
    edit("not told");
    visitor.git("commit", "-qam", "Edit by hand");
    stop();
    visitor.git("push", "-q", folder.resolve("data/repository.git").toString(), "HEAD:main");
    List<LocalFile.Workspace> workspaces = visitor.workspaces();
    system = open();
    visitor = Visitor.of(LocalFile.of(system, workspaces), folder);
    await(() -> hasArrived(STAGING, "not told") && hasArrived(PRODUCTION, "not told"));
  }

  @Test
  void acceptsADeliveryOnceAndKeepsNothingOfAForgedOne() throws Exception {
    HttpRequest delivery = delivery(secretOfALinkThatNobodyPushesTo());
    assertThat(answer(delivery)).isEqualTo(202);
    assertThat(notes()).isEqualTo(1);
    assertThat(answer(delivery)).isEqualTo(400);
    assertThat(answer(delivery(PlantedSecrets.keep("forged-".repeat(9))))).isEqualTo(401);
    assertThat(notes()).isEqualTo(1);
  }

  private String secretOfALinkThatNobodyPushesTo() {
    var wiring = new Wiring(system.environment("Api").orElseThrow());
    var settings =
        new LinkSettings(
            new RepositoryUrl(system.repository().toString()), "quiet", "", Mode.RUNNING);
    wiring.links().create(new Link(QUIET, settings, LinkState.INITIAL, 0));
    return PlantedSecrets.keep(wiring.webhookSecrets().rotate(QUIET).current());
  }

  private HttpRequest delivery(String secret) {
    return PushDelivery.of(
        system.api().resolve(ServedWebhook.path(QUIET)),
        secret,
        new Pushed("refs/heads/quiet", "7".repeat(40)));
  }

  private static int answer(HttpRequest delivery) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(delivery, BodyHandlers.discarding()).statusCode();
    }
  }

  /** How many of that link's deliveries the cache table remembers. */
  private int notes() {
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      String table = system.environment("Webhook").orElseThrow().get("CACHE_TABLE");
      var prefix = AttributeValue.fromS("delivery#" + QUIET + "#");
      return client
          .scan(
              request ->
                  request
                      .tableName(table)
                      .filterExpression("begins_with(link, :prefix)")
                      .expressionAttributeValues(Map.of(":prefix", prefix)))
          .count();
    }
  }
}
