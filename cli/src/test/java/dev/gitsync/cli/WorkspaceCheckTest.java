package dev.gitsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of a checkout against what its workspace has. */
class WorkspaceCheckTest {
  private static final String KEY = "gs_only-for-this-test";
  private static final String ORDERS =
      """
      name: Orders
      source: shop
      type: raw_sql
      rawSql: SELECT id, email FROM orders
      primaryKey: id
      """;
  private static final String CRM =
      """
      model: orders
      destination: hub
      config:
        mappings:
          - from: email
            to: Email
      """;
  private static final String WORKSPACE =
      """
      {
        "sources": [{"id": "1", "slug": "shop", "name": "Shop", "type": "postgres"}],
        "destinations": [{"id": "2", "slug": "hub", "name": "Hub", "type": "hubspot"}],
        "models": {"data": [
          {"id": "3", "slug": "orders", "name": "Orders", "primaryKey": "id", "sourceId": "1",
           "queryType": "raw_sql", "raw": {"sql": "SELECT id, email FROM orders"}},
          {"id": "4", "slug": "best", "name": "The best", "primaryKey": "id", "sourceId": "1",
           "queryType": "visual"}
        ]},
        "syncs": {"data": [
          {"id": "5", "slug": "crm", "modelId": "3", "destinationId": "2", "disabled": false,
           "configuration": {"mappings": [{"from": "email", "to": "Email"}]}, "schedule": null},
          {"id": "6", "slug": "unfiled-as-yet", "modelId": "3", "destinationId": "2",
           "disabled": false, "configuration": {}, "schedule": null}
        ]}
      }
      """;

  @TempDir private Path folder;
  private Path root;
  private Path saved;
  private Git git;
  private HttpServer api;

  @BeforeEach
  void start() throws Exception {
    root = folder.resolve("checkout");
    git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
    write("manifest-acme.yaml", "sources: {}\ndestinations: {}\n");
    write("models/orders.yaml", ORDERS);
    write("syncs/crm.yaml", CRM);
    git.add().addFilepattern(".").call();
    git.commit().setSign(false).setAuthor("Ada", "ada@x.test").setMessage("Start").call();
    saved = Files.writeString(folder.resolve("workspace.json"), WORKSPACE);
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/sync/api/v1/", this::answer);
    api.start();
  }

  @AfterEach
  void stop() {
    api.stop(0);
    git.close();
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  /** What the file has of a path, and then no more; no link. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
      boolean isRest = exchange.getRequestURI().toString().matches(".*offset=[1-9].*");
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      Optional<Node> list = ((Mapping) Json.read(Files.readAllBytes(saved))).get(path);
      int status = ("Bearer " + KEY).equals(key) ? list.isPresent() ? 200 : 404 : 401;
      String body = isRest ? "[]" : list.map(Json::write).orElse("");
      exchange.sendResponseHeaders(status, 0);
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    } catch (Json.Malformed e) {
      throw new IOException(e);
    }
  }

  private String address() {
    return "http://127.0.0.1:%d/sync/".formatted(api.getAddress().getPort());
  }

  private CommandRun checkWithKey(Optional<String> key, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "check";
    all[1] = root.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    var surroundings =
        new Surroundings(
            Path.of("."),
            List.of("false"),
            new CommandRun.Nobody(),
            name -> key.filter(it -> name.equals("GITSYNC_API_KEY")));
    CommandRun run = CommandRun.in(surroundings, all);
    assertThat(run.out() + run.err()).doesNotContain(KEY);
    return run;
  }

  private CommandRun check(String... arguments) {
    return checkWithKey(Optional.of(KEY), arguments);
  }

  private CommandRun checkSaved(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--workspace";
    all[1] = saved.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return checkWithKey(Optional.empty(), all);
  }

  private static CommandRun cannotTell(String message) {
    return new CommandRun(4, "", "gitsync: " + message + "\n");
  }

  @Test
  void saysThatNothingWouldChange() {
    var nothing =
        new CommandRun(0, "acme: 3 files are valid, nothing changes in the workspace\n", "");

    assertThat(checkSaved()).isEqualTo(nothing);
    assertThat(check("--workspace", address())).isEqualTo(nothing);
  }

  @Test
  void tellsWhatDiffersFromTheWorkspace() throws IOException {
    write("models/new.yaml", ORDERS.replace("Orders", "New"));
    write("models/orders.yaml", ORDERS + "description: All of them\n");

    assertThat(checkSaved())
        .isEqualTo(
            new CommandRun(
                0,
                """
                create model "new"
                update model "orders": description
                acme: 4 files are valid: 1 created, 1 updated
                """,
                ""));
  }

  @Test
  void knowsSyncsThatHaveNoFile() throws IOException {
    Files.delete(root.resolve("models/orders.yaml"));
    Files.delete(root.resolve("syncs/crm.yaml"));

    assertThat(checkSaved("--base", "main"))
        .isEqualTo(
            new CommandRun(
                1,
                """
                CHECK-001 models/orders.yaml:1:1: the file is deleted, but sync "unfiled-as-yet" \
                uses the model. The model stays in the workspace, but no file describes it any \
                more. Bring the file back, or delete syncs/unfiled-as-yet.yaml too, or let it use \
                another model. Affects sync "unfiled-as-yet".
                leave model "orders": its file goes
                leave sync "crm": its file goes
                acme: 1 sync would break, 1 problem
                """,
                ""));
  }

  @Test
  void letsFilesUseModelsThatHaveNone() throws IOException {
    write("syncs/mail.yaml", "model: best\ndestination: hub\n");
    write("models/best.yaml", ORDERS);

    assertThat(checkSaved())
        .isEqualTo(
            new CommandRun(
                1,
                """
                CHECK-008 models/best.yaml:1:1: the workspace has a model "best" that no file can \
                describe: its query is of another type than SQL, a table or a dbt model. Give the \
                file another name, or remove it.
                create sync "mail"
                acme: 1 problem
                """,
                ""));
  }

  @Test
  void decidesByThePoliciesOfTheLink() throws IOException {
    String link = ", \"git-sync\": {\"workspaceId\": \"acme\", \"deletionPolicy\": \"delete\"}}";
    Files.writeString(saved, WORKSPACE.strip().replaceFirst("}$", link));
    Files.delete(root.resolve("syncs/crm.yaml"));

    assertThat(checkSaved("--base", "main").out())
        .isEqualTo("delete sync \"crm\": its file goes\nacme: 1 deleted\n");
    assertThat(check("--workspace", address(), "--base", "main").out())
        .startsWith("delete sync \"crm\"");
  }

  @Test
  void checksOnlyTheWorkspaceThatAnswers() throws IOException {
    Files.writeString(
        saved,
        WORKSPACE.strip().replaceFirst("}$", ", \"git-sync\": {\"workspaceId\": \"other\"}}"));

    assertThat(checkSaved())
        .isEqualTo(
            cannotTell(
                "The files are those of workspace acme, but --workspace is other. Give the one of"
                    + " acme, or say --only other."));

    write("manifest-other.yaml", "sources: {}\ndestinations: {}\n");
    CommandRun ambiguous = checkSaved();
    assertThat(ambiguous.code()).isEqualTo(2);
    assertThat(ambiguous.err())
        .startsWith(
            "Invalid value for option '--workspace': say with --only which of 2 workspaces it"
                + " is");
    assertThat(checkSaved("--only", "other").out()).startsWith("other: 3 files are valid");
  }

  @Test
  void needsNoManifest() throws IOException {
    Files.delete(root.resolve("manifest-acme.yaml"));
    write("syncs/crm.yaml", CRM.replace("hub", "gone"));

    CommandRun run = checkSaved();

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("REF-001 syncs/crm.yaml:2:14: destination stands for no");
  }

  @Test
  void endsWithFourWhereTheWorkspaceCannotBeTold() throws IOException {
    assertThat(checkWithKey(Optional.empty(), "--workspace", address()))
        .isEqualTo(
            cannotTell("There is no key for the workspace's API. Set GITSYNC_API_KEY to one."));
    assertThat(checkWithKey(Optional.of("gs_not\nit"), "--workspace", address()))
        .isEqualTo(
            cannotTell(
                "GITSYNC_API_KEY has characters that no key has. Set it to a key of the"
                    + " workspace."));
    assertThat(checkWithKey(Optional.of("gs_wrong"), "--workspace", address()))
        .isEqualTo(
            cannotTell(
                address()
                    + "api/v1 does not accept the key (status 401). Set GITSYNC_API_KEY to a key"
                    + " of the workspace."));
    Files.writeString(saved, "{\"sources\": [}");
    assertThat(checkSaved().code()).isEqualTo(4);
    assertThat(checkSaved().err()).startsWith("gitsync: " + saved + ":1:");
  }

  @Test
  void refusesAddressesThatNoKeyMayGoTo() {
    CommandRun run = check("--workspace", "http://sync.example.com");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Invalid value for option '--workspace': must begin with https");
    assertThat(check("--workspace", "https://u:p@sync.example.com").code()).isEqualTo(2);
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    write("models/orders.yaml", ORDERS.replace(", email", ""));

    assertThat(checkSaved("--format", "json").out())
        .isEqualTo(
            """
            {"checks":[{"workspace":"acme","verdict":"failed",\
            "title":"1 sync would break, 1 problem",\
            "findings":[{"severity":"error","code":"CHECK-003","file":"syncs/crm.yaml",\
            "line":5,"column":13,"message":"column \\"email\\" is not among those that the SELECT \
            of model \\"orders\\" gives.","remedy":"Correct the name, or select the column in \
            models/orders.yaml.","affected":{"kind":"sync","slug":"crm"}}],\
            "effects":[{"kind":"model","slug":"orders","name":"Orders",\
            "file":"models/orders.yaml","outcome":"update","cause":"edit","fields":["rawSql"]}]}]}
            """);
    assertThat(checkSaved("--format", "sarif").out()).contains("\"ruleId\":\"CHECK-003\"");
    assertThat(checkSaved("--format", "junit").out()).contains("failures=\"1\"");
  }
}
