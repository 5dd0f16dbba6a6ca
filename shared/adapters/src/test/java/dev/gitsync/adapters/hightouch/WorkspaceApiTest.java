package dev.gitsync.adapters.hightouch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostServer;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks an API on loopback that answers in the shapes of Hightouch's. */
class WorkspaceApiTest {

  private final String secret = PlantedSecrets.token("workspace");
  private final List<Node> sources = new ArrayList<>();
  private final List<Mapping> links = new ArrayList<>();
  private int mostThatFit = 1_000;
  private boolean saysMore = true;
  private HostServer server;

  @BeforeEach
  void start() throws IOException {
    server = HostServer.start("/api/v1", this::answer);
    for (int i = 0; i < 250; i++) {
      sources.add(connector("source-" + i, i));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Mapping connector(String slug, int id) {
    return Mapping.of("id", new Text(Integer.toString(id)))
        .with("slug", slug)
        .with("name", slug)
        .with("type", "any");
  }

  private Answer answer(Request request) {
    if (!request.authorization().equals("Bearer " + secret)) {
      return Answer.refusal(401, "Who are you, " + request.authorization() + "?");
    }
    if (request.fits("GET git-sync").isPresent()) {
      return links.isEmpty() ? Answer.empty(404) : Answer.of(200, links.getFirst());
    }
    List<Node> all = request.fits("GET sources").isPresent() ? sources : List.of();
    int limit = request.number("limit", 20);
    List<Node> page = all.stream().skip(request.number("offset", 0)).limit(limit).toList();
    if (page.size() > mostThatFit) {
      return Answer.refusal(400, "So many would not fit an answer.");
    }
    Mapping data = Mapping.of("data", new Sequence(page));
    boolean isLast = request.number("offset", 0) + page.size() == all.size();
    return Answer.of(200, saysMore ? data.with("hasMore", new Bool(!isLast)) : data);
  }

  private WorkspaceApi api() {
    return new WorkspaceApi(ApiAddress.parse(server.api().toString()), new BearerKey(secret));
  }

  private String fault() {
    Exception fault = catchThrowableOfType(UnknownWorkspace.class, api()::read);
    assertThat(fault).hasMessageNotContaining(secret);
    return String.valueOf(fault.getMessage()).replace(server.api().toString(), "API");
  }

  private List<String> askedForSources() {
    return server.requests().stream().filter(it -> it.contains("sources")).toList();
  }

  @Test
  void turnsAllPages() throws Exception {
    HightouchWorkspace workspace = api().read();

    assertThat(workspace.resources().count(ResourceKind.SOURCE)).isEqualTo(250);
    assertThat(workspace.policies()).isEqualTo(Policies.DEFAULT);
    assertThat(server.requests())
        .containsExactly(
            "GET /syncs?limit=100&offset=0",
            "GET /models?limit=100&offset=0",
            "GET /destinations?limit=100&offset=0",
            "GET /sources?limit=100&offset=0",
            "GET /sources?limit=100&offset=100",
            "GET /sources?limit=100&offset=200",
            "GET /git-sync");
  }

  @Test
  void turnsPagesUntilOneIsEmptyWhereNobodySaysThatThereAreMore() throws Exception {
    saysMore = false;

    assertThat(api().read().resources().count(ResourceKind.SOURCE)).isEqualTo(250);
    assertThat(askedForSources()).last().isEqualTo("GET /sources?limit=100&offset=250");
  }

  @Test
  void asksForFewerWhereSoManyDoNotFitAnAnswer() throws Exception {
    mostThatFit = 60;

    assertThat(api().read().resources().count(ResourceKind.SOURCE)).isEqualTo(250);
    assertThat(askedForSources())
        .hasSize(6)
        .startsWith("GET /sources?limit=100&offset=0", "GET /sources?limit=50&offset=0");
  }

  @Test
  void takesAnItemOnceThatMovesToTheNextPage() throws Exception {
    sources.add(100, sources.get(99));

    assertThat(api().read().resources().count(ResourceKind.SOURCE)).isEqualTo(250);
  }

  @Test
  void readsThePoliciesOfTheLink() throws Exception {
    links.add(
        Mapping.of("workspaceId", new Text("acme"))
            .with("deletionPolicy", "disable")
            .with("deletionGuard", Mapping.of("resources", Num.of(1)).with("percent", Num.of(50))));

    HightouchWorkspace workspace = api().read();

    assertThat(workspace.id()).contains("acme");
    assertThat(workspace.policies().deletions()).isEqualTo(DeletionPolicy.DISABLE);
    assertThat(workspace.policies().guard().percent()).isEqualTo(50);
  }

  @Test
  void namesWordsOfTheLinkThatItDoesNotKnow() {
    links.add(Mapping.of("conflictPolicy", new Text("dice")));

    assertThat(fault())
        .isEqualTo(
            "API gives an answer that is not understood. git-sync: \"conflictPolicy\" is not there,"
                + " or is not what it should be. Check that it is a workspace's API.");
  }

  @Test
  void waitsALittleWhereTheApiAsksForIt() throws Exception {
    server.fail("GET /models", Answer.refusal(429, "Slow down.").with("Retry-After", "0"), 1);
    server.fail("GET /sources", Answer.empty(503).with("Retry-After", "0"), 2);

    assertThat(api().read().resources().count(ResourceKind.SOURCE)).isEqualTo(250);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | API does not accept the key (status 401). Set GITSYNC_API_KEY to a key of the workspace.",
        "403 | API does not accept the key (status 403). Set GITSYNC_API_KEY to a key of the workspace.",
        "302 | API sends to another address, and the key goes nowhere else. Give the address that"
            + " the API has now.",
        "429 | API has had too many requests. Try again later.",
        "503 | API fails (status 503). Try again later.",
        "404 | API does not answer as an API of workspaces does (status 404). Check the address.",
      })
  void saysWhatAStatusMeans(int status, String message) {
    Answer answer = Answer.refusal(status, "No, " + secret).with("Retry-After", "3600");
    server.fail("GET /models", answer.with("Location", "http://localhost:1/" + secret), 1);

    assertThat(fault()).isEqualTo(message);
  }

  @Test
  void saysWhereNobodyAnswers() {
    server.close();

    assertThat(fault()).startsWith("API cannot be asked: there is no connection");
  }

  @Test
  void saysWhichListIsNotUnderstood() {
    server.fail("GET /models", Answer.of(200, new Text("Hello")), 1);

    assertThat(fault())
        .isEqualTo(
            "API gives an answer that is not understood. models: there is no list of them, neither"
                + " at \"data\" nor in its place. Check that it is a workspace's API.");
  }

  @Test
  void takesNoKeyThatAHeaderCannotHold() {
    assertThatThrownBy(() -> new BearerKey("gs_secret\n")).hasMessage("Not a key.");
    assertThat(api().toString()).doesNotContain(secret);
  }

  @ParameterizedTest
  @CsvSource({
    "https://sync.example.com, https://sync.example.com/api/v1",
    "https://sync.example.com:8443/stage/, https://sync.example.com:8443/stage/api/v1",
    "https://api.hightouch.com/api/v1, https://api.hightouch.com/api/v1",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/api/v1",
    "http://[::1]:8080, http://[::1]:8080/api/v1",
  })
  void findsTheApiOfASite(String text, String base) {
    assertThat(ApiAddress.parse(text).toString()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sync.example.com",
        "http://127.0.0.1.example.com",
        "https://user:secret@sync.example.com",
        "https://sync.example.com?key=secret",
        "https://sync.example.com#secret",
        "https:///secret",
        "ftp://secret.example.com",
        "https://sync example/secret"
      })
  void sendsNoKeyWhereOthersCouldReadIt(String text) {
    assertThatThrownBy(() -> ApiAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must ")
        .hasMessageNotContaining("secret");
  }
}
