package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Gitea's API on loopback, for one repository: the part that Git Sync uses. It knows a user by
 * {@link #TOKEN}, and gives at most {@value #MOST_ITEMS} items a page.
 */
public final class GiteaServer implements AutoCloseable {

  /** The user's token. */
  public static final String TOKEN = PlantedSecrets.keep("planted-gitea-user-token");

  private static final int MOST_ITEMS = 25;

  private final HostedRepository hosted;
  private final String in;
  private final HostServer server;
  private final Routes routes = new Routes();

  private GiteaServer(HostedRepository hosted, String repository) throws IOException {
    this.hosted = hosted;
    this.in = "repos " + repository.replace('/', ' ');
    routes();
    this.server = HostServer.start("/api/v1", this::answer);
  }

  /** Serves what is around the repository {@code acme/models}. */
  public static GiteaServer start(HostedRepository hosted) throws IOException {
    return start(hosted, "acme/models");
  }

  /** Serves what is around a repository that is called {@code owner/name}. */
  public static GiteaServer start(HostedRepository hosted, String repository) throws IOException {
    return new GiteaServer(hosted, repository);
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
    return request.authorization().equals("token " + TOKEN)
        ? routes.answer(request)
        : Answer.refusal(401, "token is required");
  }

  private void routes() {
    routes
        .on("GET user", (request, found) -> Answer.of(200, user(Author.US)))
        .on("GET " + in, (request, found) -> Answer.of(200, Mapping.empty()))
        .on("GET " + in + " pulls *", (request, found) -> find(Long.parseLong(found.getFirst())))
        .on("GET " + in + " pulls", (request, found) -> page(request, pulls()))
        .on("POST " + in + " pulls", (request, found) -> open(request.body()))
        .on("PATCH " + in + " pulls *", this::edit)
        .on("GET " + in + " statuses *", this::statuses)
        .on("POST " + in + " statuses *", this::putStatus)
        .on("GET " + in + " issues * comments", this::comments)
        .on("POST " + in + " issues * comments", this::comment)
        .on("PATCH " + in + " issues comments *", this::editComment)
        .on("DELETE " + in + " issues comments *", this::deleteComment)
        .on("GET " + in + " hooks", (request, found) -> page(request, hooks()))
        .on("POST " + in + " hooks", (request, found) -> putHook(request, 0, 201))
        .on(
            "PATCH " + in + " hooks *",
            (request, found) -> putHook(request, Long.parseLong(found.getFirst()), 200));
  }

  private static Mapping user(Author author) {
    return Mapping.of("id", Num.of(author.id())).with("login", author.login());
  }

  private Answer find(long number) {
    return hosted
        .find(number)
        .map(it -> Answer.of(200, pull(it)))
        .orElseGet(() -> Answer.refusal(404, "The target couldn't be found."));
  }

  private List<Node> pulls() {
    return List.copyOf(hosted.pulls().stream().map(this::pull).toList());
  }

  private Mapping pull(PullRequest pull) {
    return Mapping.of("number", Num.of(pull.number()))
        .with("html_url", pull.url())
        .with("title", pull.title())
        .with("body", hosted.body(pull.number()))
        .with("state", pull.state() == State.OPEN ? "open" : "closed")
        .with("merged", new Bool(pull.state() == State.MERGED))
        .with("merge_base", pull.base().value())
        .with("head", end(pull.source(), pull.head(), pull.origin()))
        .with("base", end(pull.target(), pull.targetTip(), Origin.SAME_REPOSITORY));
  }

  private static Mapping end(String ref, CommitId commit, Origin origin) {
    return Mapping.of("ref", new Text(ref))
        .with("sha", commit.value())
        .with("repo_id", Num.of(origin == Origin.FORK ? 8 : 7));
  }

  private Answer open(Mapping body) {
    var draft =
        new Draft(text(body, "head"), text(body, "base"), text(body, "title"), text(body, "body"));
    return hosted
        .open(draft)
        .map(it -> Answer.of(201, pull(it)))
        .orElseGet(() -> Answer.refusal(409, "pull request already exists for these targets"));
  }

  private Answer edit(Request request, List<String> found) {
    Mapping body = request.body();
    long number = Long.parseLong(found.getFirst());
    return Answer.of(201, pull(hosted.edit(number, text(body, "title"), text(body, "body"))));
  }

  private Answer statuses(Request request, List<String> found) {
    List<Node> statuses =
        List.copyOf(
            hosted.checks().reversed().stream()
                .filter(it -> it.head().value().equals(found.getFirst()))
                .map(GiteaServer::status)
                .toList());
    return page(request, statuses);
  }

  private static Mapping status(Check check) {
    String state =
        switch (check.status()) {
          case RUNNING -> "pending";
          case PASSED -> "success";
          case FAILED -> "failure";
          case SUPERSEDED -> "error";
        };
    return Mapping.of("id", Num.of(check.id()))
        .with("context", check.name())
        .with("description", check.title())
        .with("status", state);
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
    return Answer.of(201, status(hosted.putCheck(check)));
  }

  /** All at once: Gitea has no pages here. */
  private Answer comments(Request request, List<String> found) {
    List<Node> comments =
        List.copyOf(
            hosted.comments(Long.parseLong(found.getFirst())).stream()
                .map(GiteaServer::comment)
                .toList());
    return Answer.of(200, new Sequence(comments));
  }

  private static Mapping comment(Comment comment) {
    return Mapping.of("id", Num.of(comment.id()))
        .with("body", comment.text())
        .with("user", user(comment.author()));
  }

  private Answer comment(Request request, List<String> found) {
    long number = Long.parseLong(found.getFirst());
    return Answer.of(201, comment(hosted.addComment(number, text(request.body(), "body"))));
  }

  private Answer editComment(Request request, List<String> found) {
    return hosted
        .editComment(Long.parseLong(found.getFirst()), text(request.body(), "body"))
        .map(it -> Answer.of(200, comment(it)))
        .orElseGet(() -> Answer.refusal(404, "The target couldn't be found."));
  }

  private Answer deleteComment(Request request, List<String> found) {
    return Answer.empty(hosted.removeComment(Long.parseLong(found.getFirst())) ? 204 : 404);
  }

  private List<Node> hooks() {
    return List.copyOf(hosted.hooks().stream().map(GiteaServer::hook).toList());
  }

  private static Mapping hook(Hook hook) {
    List<Node> events = List.copyOf(hook.events().stream().map(Text::new).toList());
    return Mapping.of("id", Num.of(hook.id()))
        .with("type", "gitea")
        .with("config", Mapping.of("url", new Text(hook.address().toString())))
        .with("events", new Sequence(events));
  }

  private Answer putHook(Request request, long id, int status) {
    Mapping config = (Mapping) request.body().get("config").orElseThrow();
    Sequence events = (Sequence) request.body().get("events").orElseThrow();
    List<String> names = events.items().stream().map(it -> ((Text) it).value()).toList();
    var hook = new Hook(id, URI.create(text(config, "url")), text(config, "secret"), names);
    return Answer.of(status, hook(hosted.putHook(hook)));
  }

  private static String text(Mapping body, String name) {
    return body.text(name).orElse("");
  }

  private static Answer page(Request request, List<Node> items) {
    int size = Math.min(MOST_ITEMS, request.number("limit", MOST_ITEMS));
    int from = Math.min(items.size(), (request.number("page", 1) - 1) * size);
    int to = Math.min(items.size(), from + size);
    return Answer.of(200, new Sequence(items.subList(from, to)))
        .with("X-Total-Count", Integer.toString(items.size()));
  }
}
