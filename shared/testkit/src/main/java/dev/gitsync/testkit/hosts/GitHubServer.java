package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * GitHub's REST API on loopback, for one repository {@code acme/models}: the part that Git Sync
 * uses. It knows a user by {@link #TOKEN}, and an App by the tokens of its installation.
 */
public final class GitHubServer implements AutoCloseable {

  /** The user's token. */
  public static final String TOKEN = PlantedSecrets.keep("ghp_planted_user_token");

  /** The App's id. */
  public static final long APP = 42;

  /** The id of its installation. */
  public static final long INSTALLATION = 7;

  private static final String APP_TOKEN = PlantedSecrets.keep("ghs_planted_app_token");
  private static final String IN = "repos acme models ";
  private static final int MOST_ANNOTATIONS = 50;

  private final HostedRepository hosted;
  private final HostServer server;
  private final Routes routes = new Routes();

  private GitHubServer(HostedRepository hosted) throws IOException {
    this.hosted = hosted;
    pullRoutes();
    checkRoutes();
    otherRoutes();
    this.server = HostServer.start("/api/v3", this::answer);
  }

  /** Serves what is around a repository. */
  public static GitHubServer start(HostedRepository hosted) throws IOException {
    return new GitHubServer(hosted);
  }

  /** The server: where it is, what it was asked, and how it is made to fail. */
  public HostServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    if (request.fits("POST app installations * access_tokens").isPresent()) {
      return token(request);
    }
    return isApp(request) || request.authorization().equals("Bearer " + TOKEN)
        ? routes.answer(request)
        : Answer.refusal(401, "Bad credentials");
  }

  private static boolean isApp(Request request) {
    return request.authorization().equals("Bearer " + APP_TOKEN);
  }

  private static Answer token(Request request) {
    boolean isKnown =
        request.path().get(2).equals(Long.toString(INSTALLATION))
            && request.authorization().startsWith("Bearer ey");
    return isKnown
        ? Answer.of(
            201,
            Mapping.of("token", new Text(APP_TOKEN)).with("expires_at", "2099-01-01T00:00:00Z"))
        : Answer.refusal(404, "Not Found");
  }

  private void otherRoutes() {
    routes
        .on("GET user", (request, found) -> Answer.of(200, me()))
        .on(
            "GET repos acme models",
            (request, found) -> Answer.of(200, GitHubJson.blank("full-repository")))
        .on("GET " + IN + "issues * comments", this::comments)
        .on("POST " + IN + "issues * comments", this::comment)
        .on("PATCH " + IN + "issues comments *", this::editComment)
        .on("DELETE " + IN + "issues comments *", this::deleteComment)
        .on("GET " + IN + "hooks", this::hooks)
        .on("POST " + IN + "hooks", (request, found) -> putHook(request, 0, 201))
        .on(
            "PATCH " + IN + "hooks *",
            (request, found) -> putHook(request, Long.parseLong(found.getFirst()), 200));
  }

  private static Mapping me() {
    return GitHubJson.blank("private-user")
        .with("id", Num.of(Author.US.id()))
        .with("login", Author.US.login());
  }

  private void pullRoutes() {
    routes
        .on("GET " + IN + "pulls *", (request, found) -> find(Long.parseLong(found.getFirst())))
        .on("GET " + IN + "pulls", this::pulls)
        .on("POST " + IN + "pulls", (request, found) -> open(request.body()))
        .on(
            "PATCH " + IN + "pulls *",
            (request, found) -> edit(Long.parseLong(found.getFirst()), request.body()))
        .on("GET " + IN + "compare *", (request, found) -> compare(found.getFirst()));
  }

  private Answer find(long number) {
    return hosted
        .find(number)
        .map(it -> Answer.of(200, json(it)))
        .orElseGet(() -> Answer.refusal(404, "Not Found"));
  }

  private Mapping json(PullRequest pull) {
    return GitHubJson.pull(pull, hosted.body(pull.number()));
  }

  /** GitHub searches by {@code owner:branch}; here all owners are called alike. */
  private Answer pulls(Request request, List<String> found) {
    String head = request.query().getOrDefault("head", "").replaceFirst("^[^:]*:", "");
    String base = request.query().getOrDefault("base", "");
    List<Node> pulls =
        List.copyOf(
            hosted.pulls().stream()
                .filter(it -> head.isEmpty() || it.source().equals(head))
                .filter(it -> base.isEmpty() || it.target().equals(base))
                .map(this::json)
                .toList());
    return page(request, pulls);
  }

  private Answer open(Mapping body) {
    var draft =
        new Draft(text(body, "head"), text(body, "base"), text(body, "title"), text(body, "body"));
    return hosted
        .open(draft)
        .map(it -> Answer.of(201, json(it)))
        .orElseGet(() -> Answer.refusal(422, "A pull request already exists."));
  }

  private Answer edit(long number, Mapping body) {
    return Answer.of(200, json(hosted.edit(number, text(body, "title"), text(body, "body"))));
  }

  private Answer compare(String ends) {
    String[] parts = ends.split("\\.\\.\\.", -1);
    CommitId base =
        hosted.commits().tip("refs/heads/" + parts[0]).orElseGet(() -> new CommitId(parts[0]));
    CommitId mergeBase = hosted.commits().mergeBase(base, new CommitId(parts[1]));
    return Answer.of(200, GitHubJson.comparison(base, mergeBase));
  }

  private void checkRoutes() {
    routes
        .on("GET " + IN + "commits * check-runs", this::runs)
        .on("POST " + IN + "check-runs", (request, found) -> putRun(request, Optional.empty(), 201))
        .on(
            "PATCH " + IN + "check-runs *",
            (request, found) -> putRun(request, run(Long.parseLong(found.getFirst())), 200))
        .on("GET " + IN + "commits * status", (request, found) -> status(found.getFirst()))
        .on("POST " + IN + "statuses *", this::putStatus);
  }

  private Answer runs(Request request, List<String> found) {
    List<Node> runs =
        hosted
            .check(new CommitId(found.getFirst()), request.query().getOrDefault("check_name", ""))
            .<Node>map(GitHubJson::run)
            .stream()
            .toList();
    return Answer.of(
        200, Mapping.of("total_count", Num.of(runs.size())).with("check_runs", new Sequence(runs)));
  }

  private Optional<Check> run(long id) {
    return hosted.checks().stream().filter(it -> it.id() == id).findFirst();
  }

  private Answer putRun(Request request, Optional<Check> known, int status) {
    if (!isApp(request)) {
      return Answer.refusal(403, "You must authenticate via a GitHub App.");
    }
    Mapping body = request.body();
    Mapping output = (Mapping) body.get("output").orElse(Mapping.empty());
    int annotations = output.get("annotations").map(it -> ((Sequence) it).items().size()).orElse(0);
    if (annotations > MOST_ANNOTATIONS) {
      return Answer.refusal(422, "No more than 50 annotations.");
    }
    Check check =
        new Check(
            known.map(Check::id).orElse(0L),
            known.map(Check::head).orElseGet(() -> new CommitId(text(body, "head_sha"))),
            known.map(Check::name).orElseGet(() -> text(body, "name")),
            runStatus(body),
            text(output, "title"),
            annotations + known.map(Check::annotations).orElse(0),
            text(body, "external_id"));
    return Answer.of(status, GitHubJson.run(hosted.putCheck(check)));
  }

  private static Status runStatus(Mapping body) {
    if (!text(body, "status").equals("completed")) {
      return Status.RUNNING;
    }
    return switch (text(body, "conclusion")) {
      case "success" -> Status.PASSED;
      case "failure" -> Status.FAILED;
      default -> Status.SUPERSEDED;
    };
  }

  private Answer status(String head) {
    var statuses = new ArrayList<Node>();
    for (Check check : hosted.checks().reversed()) {
      if (check.head().value().equals(head)) {
        statuses.add(GitHubJson.status(check, "simple-status"));
      }
    }
    // One of each name: the last.
    List<Node> last = statuses.isEmpty() ? List.of() : List.of(statuses.getFirst());
    return Answer.of(
        200,
        GitHubJson.blank("combined-status").with("sha", head).with("statuses", new Sequence(last)));
  }

  private Answer putStatus(Request request, List<String> found) {
    Mapping body = request.body();
    Status status =
        switch (text(body, "state")) {
          case "pending" -> Status.RUNNING;
          case "success" -> Status.PASSED;
          case "failure" -> Status.FAILED;
          default -> Status.SUPERSEDED;
        };
    var head = new CommitId(found.getFirst());
    var check = new Check(0, head, text(body, "context"), status, text(body, "description"), 0, "");
    return Answer.of(201, GitHubJson.status(hosted.putCheck(check), "status"));
  }

  private Answer comments(Request request, List<String> found) {
    List<Node> comments =
        List.copyOf(
            hosted.comments(Long.parseLong(found.getFirst())).stream()
                .map(it -> GitHubJson.comment(it, isApp(request), APP))
                .toList());
    return page(request, comments);
  }

  private Answer comment(Request request, List<String> found) {
    long number = Long.parseLong(found.getFirst());
    var comment = hosted.addComment(number, text(request.body(), "body"));
    return Answer.of(201, GitHubJson.comment(comment, isApp(request), APP));
  }

  private Answer editComment(Request request, List<String> found) {
    return hosted
        .editComment(Long.parseLong(found.getFirst()), text(request.body(), "body"))
        .map(it -> Answer.of(200, GitHubJson.comment(it, isApp(request), APP)))
        .orElseGet(() -> Answer.refusal(404, "Not Found"));
  }

  private Answer deleteComment(Request request, List<String> found) {
    return hosted.removeComment(Long.parseLong(found.getFirst()))
        ? Answer.empty(204)
        : Answer.refusal(404, "Not Found");
  }

  private Answer hooks(Request request, List<String> found) {
    return page(request, List.copyOf(hosted.hooks().stream().map(GitHubJson::hook).toList()));
  }

  private Answer putHook(Request request, long id, int status) {
    Mapping config = (Mapping) request.body().get("config").orElseThrow();
    Sequence events = (Sequence) request.body().get("events").orElseThrow();
    List<String> names = events.items().stream().map(it -> ((Text) it).value()).toList();
    var hook = new Hook(id, URI.create(text(config, "url")), text(config, "secret"), names);
    return Answer.of(status, GitHubJson.hook(hosted.putHook(hook)));
  }

  private static String text(Mapping body, String name) {
    return body.text(name).orElse("");
  }

  /** A page, and the way to the next. */
  private Answer page(Request request, List<Node> items) {
    int size = request.number("per_page", 30);
    int page = request.number("page", 1);
    int from = Math.min(items.size(), (page - 1) * size);
    int to = Math.min(items.size(), from + size);
    Answer answer = Answer.of(200, new Sequence(items.subList(from, to)));
    String next =
        "<%s/%s?per_page=%d&page=%d>; rel=\"next\""
            .formatted(server.api(), String.join("/", request.path()), size, page + 1);
    return to < items.size() ? answer.with("Link", next) : answer;
  }
}
