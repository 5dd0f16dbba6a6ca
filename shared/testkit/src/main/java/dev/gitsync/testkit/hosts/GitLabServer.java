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
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * GitLab's API on loopback, for one project {@code acme/models}: the part that Git Sync uses. A
 * status that is in a state already cannot be set to it, as on GitLab.
 */
public final class GitLabServer implements AutoCloseable {

  /** The user's token. */
  public static final String TOKEN = PlantedSecrets.keep("planted-gitlab-user-token");

  private static final String IN = "projects acme/models ";

  private final HostedRepository hosted;
  private final HostServer server;
  private final Routes routes = new Routes();

  private GitLabServer(HostedRepository hosted) throws IOException {
    this.hosted = hosted;
    routes();
    this.server = HostServer.start("/api/v4", this::answer);
  }

  /** Serves what is around a repository. */
  public static GitLabServer start(HostedRepository hosted) throws IOException {
    return new GitLabServer(hosted);
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
    return request.authorization().equals("Bearer " + TOKEN)
        ? routes.answer(request)
        : Answer.refusal(401, "401 Unauthorized");
  }

  private void routes() {
    routes
        .on("GET user", (request, found) -> Answer.of(200, Mapping.of("id", Num.of(1))))
        .on("GET projects acme/models", (request, found) -> Answer.of(200, Mapping.empty()))
        .on("GET " + IN + "merge_requests *", (request, found) -> find(number(found)))
        .on("GET " + IN + "merge_requests", (request, found) -> page(request, pulls(request)))
        .on("POST " + IN + "merge_requests", (request, found) -> open(request.body()))
        .on("PUT " + IN + "merge_requests *", this::edit)
        .on("GET " + IN + "repository branches *", (request, found) -> branch(found.getFirst()))
        .on("GET " + IN + "repository commits * statuses", this::statuses)
        .on("POST " + IN + "statuses *", this::putStatus)
        .on(
            "GET " + IN + "merge_requests * notes",
            (request, found) -> page(request, notes(number(found))))
        .on("POST " + IN + "merge_requests * notes", this::addNote)
        .on("PUT " + IN + "merge_requests * notes *", this::editNote)
        .on(
            "DELETE " + IN + "merge_requests * notes *",
            (request, found) ->
                Answer.empty(hosted.removeComment(Long.parseLong(found.get(1))) ? 204 : 404))
        .on("GET " + IN + "hooks", (request, found) -> page(request, hooks()))
        .on("POST " + IN + "hooks", (request, found) -> putHook(request, 0, 201))
        .on("PUT " + IN + "hooks *", (request, found) -> putHook(request, number(found), 200));
  }

  private static long number(List<String> found) {
    return Long.parseLong(found.getFirst());
  }

  private Answer find(long number) {
    return hosted
        .find(number)
        .map(it -> Answer.of(200, json(it)))
        .orElseGet(() -> Answer.refusal(404, "404 Not found"));
  }

  private List<Node> pulls(Request request) {
    return List.copyOf(
        hosted.pulls().stream()
            .filter(it -> it.source().equals(request.query().get("source_branch")))
            .filter(it -> it.target().equals(request.query().get("target_branch")))
            .filter(it -> isIn(it, request.query().getOrDefault("state", "all")))
            .map(GitLabServer::json)
            .toList());
  }

  private static boolean isIn(PullRequest pull, String state) {
    return state.equals("all") || state(pull).equals(state);
  }

  private static String state(PullRequest pull) {
    return switch (pull.state()) {
      case OPEN -> "opened";
      case CLOSED -> "closed";
      case MERGED -> "merged";
    };
  }

  private static Mapping json(PullRequest pull) {
    Mapping refs =
        Mapping.of("base_sha", new Text(pull.base().value()))
            .with("start_sha", pull.targetTip().value())
            .with("head_sha", pull.head().value());
    return Mapping.of("iid", Num.of(pull.number()))
        .with("web_url", pull.url())
        .with("title", pull.title())
        .with("state", state(pull))
        .with("source_branch", pull.source())
        .with("target_branch", pull.target())
        .with("source_project_id", Num.of(pull.origin() == Origin.FORK ? 8 : 7))
        .with("target_project_id", Num.of(7))
        .with("sha", pull.head().value())
        .with("diff_refs", refs);
  }

  private Answer open(Mapping body) {
    var draft =
        new Draft(
            text(body, "source_branch"),
            text(body, "target_branch"),
            text(body, "title"),
            text(body, "description"));
    return hosted
        .open(draft)
        .map(it -> Answer.of(201, json(it)))
        .orElseGet(() -> Answer.refusal(409, "Another open merge request already exists"));
  }

  private Answer edit(Request request, List<String> found) {
    Mapping body = request.body();
    var edited = hosted.edit(number(found), text(body, "title"), text(body, "description"));
    return Answer.of(200, json(edited));
  }

  private Answer branch(String name) {
    return hosted
        .commits()
        .tip("refs/heads/" + name)
        .map(it -> Mapping.of("commit", Mapping.of("id", new Text(it.value()))))
        .map(it -> Answer.of(200, it))
        .orElseGet(() -> Answer.refusal(404, "404 Branch Not Found"));
  }

  private Answer statuses(Request request, List<String> found) {
    Optional<Check> last =
        hosted.check(new CommitId(found.getFirst()), request.query().getOrDefault("name", ""));
    return page(request, List.copyOf(last.map(GitLabServer::status).stream().toList()));
  }

  private static Mapping status(Check check) {
    return Mapping.of("id", Num.of(check.id()))
        .with("name", check.name())
        .with("description", check.title())
        .with("status", word(check.status()));
  }

  private static String word(Status status) {
    return switch (status) {
      case RUNNING -> "running";
      case PASSED -> "success";
      case FAILED -> "failed";
      case SUPERSEDED -> "canceled";
    };
  }

  private Answer putStatus(Request request, List<String> found) {
    Mapping body = request.body();
    Status status =
        switch (text(body, "state")) {
          case "running" -> Status.RUNNING;
          case "success" -> Status.PASSED;
          case "failed" -> Status.FAILED;
          default -> Status.SUPERSEDED;
        };
    var head = new CommitId(found.getFirst());
    String name = text(body, "name");
    if (hosted.check(head, name).filter(it -> it.status() == status).isPresent()) {
      return Answer.refusal(400, "Cannot transition status via :run from :running");
    }
    var check = new Check(0, head, name, status, text(body, "description"), 0, "");
    return Answer.of(201, status(hosted.putCheck(check)));
  }

  private List<Node> notes(long number) {
    return List.copyOf(hosted.comments(number).stream().map(GitLabServer::note).toList());
  }

  private static Mapping note(Comment comment) {
    return Mapping.of("id", Num.of(comment.id()))
        .with("body", comment.text())
        .with("author", Mapping.of("id", Num.of(comment.author().id())));
  }

  private Answer addNote(Request request, List<String> found) {
    var comment = hosted.addComment(number(found), text(request.body(), "body"));
    return Answer.of(201, note(comment));
  }

  private Answer editNote(Request request, List<String> found) {
    return hosted
        .editComment(Long.parseLong(found.get(1)), text(request.body(), "body"))
        .map(it -> Answer.of(200, note(it)))
        .orElseGet(() -> Answer.refusal(404, "404 Note Not Found"));
  }

  private List<Node> hooks() {
    return List.copyOf(hosted.hooks().stream().map(GitLabServer::hook).toList());
  }

  private static Mapping hook(Hook hook) {
    return Mapping.of("id", Num.of(hook.id())).with("url", hook.address().toString());
  }

  private Answer putHook(Request request, long id, int status) {
    Mapping body = request.body();
    var hook = new Hook(id, URI.create(text(body, "url")), text(body, "token"), List.of());
    return Answer.of(status, hook(hosted.putHook(hook)));
  }

  private static String text(Mapping body, String name) {
    return body.text(name).orElse("");
  }

  /** A page, and the way to the next. */
  private Answer page(Request request, List<Node> items) {
    int size = request.number("per_page", 20);
    int page = request.number("page", 1);
    int from = Math.min(items.size(), (page - 1) * size);
    int to = Math.min(items.size(), from + size);
    Answer answer = Answer.of(200, new Sequence(items.subList(from, to)));
    String path = String.join("/", request.path()).replace("acme/models", "acme%2Fmodels");
    String next =
        "<%s/%s?per_page=%d&page=%d>; rel=\"next\"".formatted(server.api(), path, size, page + 1);
    return to < items.size() ? answer.with("Link", next) : answer;
  }
}
